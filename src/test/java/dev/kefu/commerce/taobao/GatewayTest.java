package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.kefu.cluster.TestSignals;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.OrderView;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.line.SealedSecrets;
import dev.kefu.commerce.taobao.StandInPlatform.Mood;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// How we get on with the platform's gateway, on good days and on bad ones.
@Tag("sqlite")
@TestInstance(Lifecycle.PER_CLASS)
class GatewayTest {

  private static final String CUP = "CUP-A";
  private static final String ITEM = "taobao.item.seller.get";
  private static final String AGREE = "taobao.rp.refunds.agree";
  private static final int MANY = 24;
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private DemoShopFixture truth;
  private StandInPlatform platform;
  private TestDatabase database;
  private TaobaoFixture taobao;

  @BeforeAll
  void openTheShop(@TempDir Path temp) {
    truth = DemoShopFixture.small(temp.resolve("truth"));
    database = TestDatabase.create(temp.resolve("kefu"));
  }

  @BeforeEach
  void openTheGateway() throws IOException {
    truth.clock().set(ShopContract.NOW);
    database.writer().sql("delete from sealed_secret").update();
    database.writer().sql("delete from taobao_payout").update();
    database.writer().sql("delete from shop_mark").update();
    platform = new StandInPlatform(new Marketplace(truth.doors(), truth.clock()), truth.clock());
    taobao = open(TaobaoFixture.STEADY, Signing.HMAC_SHA256);
  }

  private TaobaoFixture open(dev.kefu.commerce.line.LineLimits limits, Signing signing) {
    return new TaobaoFixture(platform, database, truth, limits, signing);
  }

  @AfterEach
  void closeTheGateway() {
    taobao.close();
    platform.close();
  }

  @AfterAll
  void close() {
    database.close();
    truth.close();
  }

  @ParameterizedTest
  @EnumSource(Signing.class)
  void whateverIsAskedForIsSignedAsThePlatformReadsIt(Signing signing) {
    var seed = Long.getLong("kefu.seed", System.nanoTime());
    var random = new Random(seed);
    taobao.close();
    taobao = open(TaobaoFixture.STEADY, signing);
    platform.whim = _ -> Optional.of("{\"any_response\":{}}");

    for (var hostile :
        List.of(
            "连衣裙 & 马克杯=1",
            "a=b&sign=0000",
            "%26+%3D",
            "",
            " ",
            "\n\r\t\0",
            "😀é\u0301",
            "\"<>'\\|#?/",
            random
                .ints(40, 1, 0xD800)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString())) {
      var said = taobao.gateway.ask("taobao.any", Map.of("q", hostile, "Z", "1", "_", "2"));

      assertThat(said).as("seed " + seed + " " + hostile).isInstanceOf(Said.Told.class);
    }
  }

  @Test
  void aRequestThatWasTouchedOnItsWayIsNotLetIn() {
    var form = new TreeMap<>(Map.of("method", ITEM, "num_iid", "1", "sign_method", "hmac-sha256"));
    form.put("sign", Signing.HMAC_SHA256.sign(form, StandInPlatform.SECRET));
    var before =
        Form.of(TopGateway.encoded(form).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    form.put("num_iid", "2");
    var after = Form.of(TopGateway.encoded(form).getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(before.signature(StandInPlatform.SECRET)).isEqualTo(form.get("sign"));
    assertThat(after.signature(StandInPlatform.SECRET)).isNotEqualTo(form.get("sign"));
    assertThat(before.signature("other")).isNotEqualTo(form.get("sign"));
  }

  @ParameterizedTest
  @CsvSource({
    "7, accesscontrol.limited-by-api-access-count, BANNED",
    "7, accesscontrol.limited-by-app-access-count, BANNED",
    "10, '', FAULT",
    "11, isv.permission-api-package-limit, REFUSED",
    "15, isp.top-remote-connection-timeout, FAULT",
    "15, isp.top-remote-service-unavailable-tmall, FAULT",
    "15, isv.trade-not-exist, MISSING",
    "15, isv.item-get-service-error:ITEM_NOT_FOUND, MISSING",
    "22, isv.invalid-method, REFUSED",
    "25, isv.invalid-signature, REFUSED",
    "26, isv.missing-session, SESSION",
    "27, invalid-sessionkey, SESSION",
    "27, session-expired, SESSION",
    "41, isv.invalid-parameter, REFUSED",
    "50, isv.user-not-exist:invalid-nick, MISSING",
  })
  void eachErrorMeansOneThing(int code, String subCode, TopError.Meaning meaning) {
    assertThat(new TopError(code, subCode, "").meaning()).isEqualTo(meaning);
  }

  @Test
  void aFaultOfThePlatformIsAskedAgainOnce() {
    var times = new AtomicInteger();
    platform.whim =
        method ->
            method.equals(ITEM) && times.incrementAndGet() == 1
                ? Optional.of(StandInPlatform.error(15, "isp.top-remote-connection-timeout", ""))
                : Optional.empty();

    assertThat(stock(CUP)).isEqualTo("3");
    assertThat(platform.times(ITEM)).isEqualTo(2);
  }

  @Test
  void aRefusalIsNotAskedAgain() {
    platform.whim =
        method ->
            method.equals(ITEM)
                ? Optional.of(StandInPlatform.error(11, "isv.permission-denied", "权限不足"))
                : Optional.empty();

    assertThat(taobao.shop.products().find(CUP)).isEqualTo(new Answer.Failed<>(TopGateway.REFUSED));
    assertThat(platform.times(ITEM)).isEqualTo(1);
  }

  @Test
  void whoIsBannedKeepsQuietUntilTheBanIsOver() {
    platform.whim =
        method ->
            method.equals(ITEM)
                ? Optional.of(
                    StandInPlatform.error(
                        7,
                        "accesscontrol.limited-by-api-access-count",
                        "This ban will last for 90 more seconds"))
                : Optional.empty();
    assertThat(taobao.shop.products().find(CUP)).isInstanceOf(Answer.Failed.class);
    platform.whim = _ -> Optional.empty();

    assertThat(taobao.shop.products().find(CUP)).isInstanceOf(Answer.Failed.class);
    assertThat(found(taobao.shop.orders().find(Marketplace.trade("YS1"))).order()).isNotEmpty();
    assertThat(platform.times(ITEM)).isEqualTo(1);
    truth.clock().turn(Duration.ofSeconds(91));
    assertThat(stock(CUP)).isEqualTo("3");
  }

  @Test
  void faultsAgainAndAgainHaveThePlatformLeftAlone() {
    platform.whim = _ -> Optional.of(StandInPlatform.error(10, "", "Service Unavailable"));

    for (int i = 0; i < MANY; i++) {
      assertThat(taobao.gateway.ask(ITEM, Map.of("num_iid", "1"))).isInstanceOf(Said.Silent.class);
    }

    assertThat(platform.asked.size()).isLessThan(2 * MANY);
  }

  @Test
  void aSessionThatHasEndedIsRenewedOnceHoweverManyFindOut() throws Exception {
    platform.endSessions();

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          IntStream.range(0, MANY)
              .<Callable<Said>>mapToObj(
                  i -> () -> taobao.gateway.ask(ITEM, Map.of("num_iid", "70000000000" + i % 3)))
              .toList();
      for (var said : threads.invokeAll(asking)) {
        assertThat(said.get()).isInstanceOf(Said.Told.class);
      }
    }

    assertThat(platform.renewals).hasValue(1);
    assertThat(taobao.sessions.current()).isEqualTo("session-2");
  }

  @Test
  void aNodeThatFindsTheSessionEndedTakesTheOneAnotherNodeHasHad() {
    try (var other = open(TaobaoFixture.STEADY, Signing.HMAC_SHA256)) {
      platform.endSessions();
      assertThat(stock(CUP)).isEqualTo("3");

      assertThat(found(other.shop.products().find(CUP)).stock()).isEqualTo(3);
      assertThat(other.sessions.current()).isEqualTo("session-2");
    }
    assertThat(platform.renewals).hasValue(1);
  }

  @Test
  void aRenewedSessionOutlivesTheProgramAndCanBeReadByNobody() {
    platform.endSessions();
    assertThat(stock(CUP)).isEqualTo("3");

    var row =
        String.valueOf(
            database.reader().sql("select * from sealed_secret").query().listOfRows().getFirst());
    taobao.close();
    taobao = open(TaobaoFixture.STEADY, Signing.HMAC_SHA256);

    assertThat(row).doesNotContain("session-", "refresh-");
    assertThat(taobao.sessions.current()).isEqualTo("session-2");
    assertThat(taobao.sessions + " " + new Tokens("a-secret", "b-secret", null))
        .doesNotContain("secret");
  }

  @Test
  void withAnotherKeyNothingIsOpenedAndANewSessionReplacesIt() {
    platform.endSessions();
    assertThat(stock(CUP)).isEqualTo("3");
    var other =
        new SealedSecrets(
            SealedSecrets.key("ff".repeat(32)),
            database.writer(),
            database.transactions(),
            truth.clock());

    assertThatThrownBy(() -> other.open("taobao-session", StandInPlatform.SESSION))
        .isInstanceOf(SealedSecrets.Unopened.class);
    assertThat(other.open("taobao-session", "a new one")).isEmpty();
  }

  @Test
  void aSessionNobodyRenewsIsLostAndEverybodyIsToldWhatToDo() {
    platform.renews = false;
    platform.endSessions();

    assertThat(taobao.shop.products().find(CUP)).isEqualTo(new Answer.Failed<>("店铺授权已失效，请管理员重新授权"));
    var asked = platform.asked.size();
    assertThat(taobao.shop.orders().find(Marketplace.trade("YS1")))
        .isInstanceOf(Answer.Failed.class);
    assertThat(platform.asked).hasSize(asked);
    assertThat(new SessionHealth(taobao.sessions).health().getStatus().getCode())
        .isEqualTo("OUT_OF_SERVICE");

    platform.sessions.add(StandInPlatform.SESSION);
    truth.clock().turn(Duration.ofMinutes(2));
    assertThat(stock(CUP)).isEqualTo("3");
    assertThat(taobao.sessions.isLost()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      names = {"FINE", "FORGETFUL"},
      mode = EnumSource.Mode.EXCLUDE)
  void onABadDayNothingIsMadeUpAndNobodyIsHeldUp(Mood mood) {
    taobao.close();
    taobao = open(TaobaoFixture.HASTY, Signing.HMAC_SHA256);
    platform.market.apply("YS1", 1_500);
    platform.mood = mood;

    for (var kind : List.of(FactKind.STOCK, FactKind.PRICE, FactKind.ORDER, FactKind.PARCEL)) {
      var key = kind == FactKind.ORDER ? Marketplace.trade("YS1") : "SF1";
      assertThat(taobao.shop.facts().read(new FactRef(kind, key)).state())
          .isEqualTo(FactState.FAILED);
    }
    assertThat(taobao.shop.products().search("", 10)).isInstanceOf(Answer.Failed.class);
    assertThat(taobao.shop.orders().ofBuyer("xiaoyu", 10)).isInstanceOf(Answer.Failed.class);
    assertThatThrownBy(() -> taobao.shop.payouts().pay(refund("case_bad", 1_500)))
        .isInstanceOf(PayoutUnknown.class);
  }

  @ParameterizedTest
  @CsvSource({
    "WAIT_BUYER_PAY, UNPAID",
    "PAY_PENDING, UNPAID",
    "WAIT_SELLER_SEND_GOODS, PAID",
    "SELLER_CONSIGNED_PART, PAID",
    "WAIT_BUYER_CONFIRM_GOODS, SHIPPED",
    "TRADE_BUYER_SIGNED, SIGNED",
    "TRADE_FINISHED, DONE",
    "TRADE_CLOSED, CLOSED",
    "TRADE_CLOSED_BY_TAOBAO, CLOSED"
  })
  void aTradesStateIsOneOfOurs(String word, OrderState state) {
    platform.market.statuses.put("YS1", word);

    assertThat(order("YS1").state()).isEqualTo(state);
  }

  @Test
  void aStateNobodyKnowsIsNoStateAtAll() {
    platform.market.statuses.put("YS1", "WAIT_FOR_GODOT");
    var key = Marketplace.trade("YS1");

    assertThat(taobao.shop.orders().find(key))
        .isEqualTo(new Answer.Failed<>(TopGateway.UNREADABLE));
    assertThat(taobao.shop.facts().read(new FactRef(FactKind.ORDER, key)).failed()).isTrue();
  }

  @Test
  void anOrderOfWhichNothingIsLeftIsBeingRefunded() {
    platform.market.apply("YS2", 5_900);
    platform.market.apply("YS1", 1_500);

    assertThat(order("YS2").state()).isEqualTo(OrderState.REFUNDING);
    assertThat(order("YS1").state()).isEqualTo(OrderState.PAID);
    assertThat(found(taobao.shop.orders().inState(OrderState.REFUNDING, 10)))
        .extracting(Order::order)
        .containsExactly(Marketplace.trade("YS2"));
  }

  @Test
  void whoReceivesAParcelIsNeitherAskedForNorShownNorLogged() {
    var logged = new ListAppender<ILoggingEvent>();
    var root = (Logger) LoggerFactory.getLogger("dev.kefu");
    logged.start();
    root.addAppender(logged);
    try {
      var view = OrderView.of(order("YS1"), taobao.shop.facts()).toString();
      platform.market.statuses.put("YS3", "NEWS");
      assertThat(taobao.shop.orders().ofBuyer("lilei", 10)).isInstanceOf(Answer.Failed.class);

      assertThat(view).doesNotContain(Marketplace.PRIVATE).contains("浙江", "杭州");
      assertThat(Trades.FIELDS).doesNotContain("oaid", "receiver_name", "mobile", "address");
      assertThat(logged.list)
          .isNotEmpty()
          .noneMatch(e ->
              Marketplace.PRIVATE.stream()
                  .anyMatch((e.getFormattedMessage() + e.getKeyValuePairs())::contains));
    } finally {
      root.detachAppender(logged);
    }
  }

  @ParameterizedTest
  @CsvSource({"12.005", "'1,200'", "-1.00", "abc", "''", "1e3x"})
  void aPriceThatIsNoneFails(String price) {
    var shown = StandInPlatform.JSON.writeValueAsString(price);
    platform.whim =
        method ->
            method.equals(ITEM)
                ? Optional.of(
                    """
                    {"item_seller_get_response":{"item":{"num_iid":700000000000,"title":"杯",
                      "outer_id":"CUP-A","approve_status":"onsale","num":3,"price":%s}}}
                    """
                        .formatted(shown))
                : Optional.empty();

    assertThat(
            taobao.gateway.reading(
                "t", () -> taobao.shop.shelf().now(List.of("700000000000"), asked())))
        .isEqualTo(new Answer.Failed<>(TopGateway.UNREADABLE));
  }

  private static dev.kefu.commerce.line.Kept.Asked asked() {
    return new dev.kefu.commerce.line.Kept.Asked(ShopContract.NOW, 1);
  }

  @Test
  void aListIsReadToItsLastPageAndAPagingThatSaysNothingFails() {
    platform.whim =
        method ->
            method.equals("taobao.items.onsale.get")
                ? Optional.of(
                    """
                    {"items_onsale_get_response":{"items":{"item":[{"num_iid":%d}]},"total_results":3}}
                    """
                        .formatted(platform.times(method)))
                : Optional.empty();
    var pages = new Pages(taobao.gateway, 25);
    assertThat(
            found(pages.list("taobao.items.onsale.get", Map.of(), 1, "items", "item", _ -> false))
                .rows())
        .extracting(row -> row.text("num_iid"))
        .containsExactly("1", "2", "3");

    platform.whim =
        _ -> Optional.of("{\"items_onsale_get_response\":{\"items\":{\"item\":[{\"a\":1}]}}}");
    assertThat(pages.list("taobao.items.onsale.get", Map.of(), 1, "items", "item", _ -> false))
        .isEqualTo(new Answer.Failed<>(TopGateway.UNREADABLE));
  }

  @Test
  void whatTheBuyerHasNotAppliedForIsRefusedWithTheReason() {
    assertThat(taobao.shop.payouts().pay(refund("case_a", 1_500)).text()).contains("买家还没有");
    platform.market.apply("YS1", 2_000);

    assertThat(taobao.shop.payouts().pay(refund("case_b", 1_500)).text())
        .isEqualTo("买家申请的退款是 20.00 元，与批准的 15.00 元不同");
    assertThat(platform.times(AGREE)).isZero();
    for (var form : List.of("price_gap", "small_payment", "coupon", "exchange", "reship")) {
      var payout = new Payout("case_" + form, Marketplace.trade("YS1"), "xiaoyu", form, 100);
      assertThat(taobao.shop.payouts().pay(payout).paid()).isFalse();
      assertThat(taobao.shop.payouts().pay(payout).text()).contains("平台没有给商家系统提供");
    }
  }

  @Test
  void aLostWordIsAskedAboutBeforeItIsSaidAgain() {
    platform.market.apply("YS1", 1_500);
    platform.mood = Mood.FORGETFUL;
    assertThatThrownBy(() -> taobao.shop.payouts().pay(refund("case_c", 1_500)))
        .isInstanceOf(PayoutUnknown.class);
    platform.mood = Mood.FINE;

    await()
        .pollDelay(Duration.ZERO)
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() -> taobao.shop.payouts().pay(refund("case_c", 1_500)).paid());
    assertThat(platform.times(AGREE)).isEqualTo(1);
    assertThat(taobao.shop.payouts().find("case_c").orElseThrow().amountFen()).isEqualTo(1_500L);
  }

  @Test
  void oneRefundCarriesOneGrantOut() {
    platform.market.apply("YS1", 1_500);
    platform.whim =
        method ->
            method.equals(AGREE)
                ? Optional.of(StandInPlatform.error(15, "isp.top-remote-connection-timeout", ""))
                : Optional.empty();
    assertThatThrownBy(() -> taobao.shop.payouts().pay(refund("case_d", 1_500)))
        .isInstanceOf(PayoutUnknown.class);
    platform.whim = _ -> Optional.empty();

    assertThat(taobao.shop.payouts().find("case_d")).isEmpty();
    assertThat(taobao.shop.payouts().pay(refund("case_e", 1_500)).text())
        .isEqualTo("这笔退款申请已用于另一笔补偿");
    assertThat(taobao.shop.payouts().pay(refund("case_d", 1_500)).paid()).isTrue();
    assertThat(platform.times(AGREE)).isEqualTo(2);
  }

  @Test
  void whatHasChangedThereIsToldHereOnceAndLookedAtAnew() {
    var told = new CopyOnWriteArrayList<Object>();
    var changes = changes(told);
    changes.look();
    assertThat(stock(CUP)).isEqualTo("3");
    told.clear();
    truth.setStock(CUP, 0);
    try {
      platform.market.touch("YS2");

      truth.clock().turn(Duration.ofSeconds(1));
      changes.look();
      changes(told).look();
      changes.look();

      assertThat(told)
          .contains(new OrderMoved(Marketplace.trade("YS2")), new StockRanOut(CUP))
          .doesNotContain(new OrderMoved(Marketplace.trade("YS1")));
      assertThat(stock(CUP)).isEqualTo("0");
    } finally {
      truth.setStock(CUP, 3);
    }
  }

  @Test
  void manyChangesAreReadFromTheLastPageOnAndNoneIsLeftOut() {
    platform.whim =
        method ->
            method.equals("taobao.trades.sold.increment.get")
                ? Optional.of(incrementOf(platform.times(method)))
                : Optional.empty();
    var told = new CopyOnWriteArrayList<Object>();

    changes(told).look();

    assertThat(told).containsExactly(new OrderMoved("3"), new OrderMoved("2"), new OrderMoved("1"));
  }

  /// Three pages: first asked is page 1 for how many there are, then 3, 2 and 1.
  private static String incrementOf(int time) {
    var page = List.of(1, 3, 2, 1).get(time - 1);
    return """
    {"trades_sold_increment_get_response":{"total_results":100,"trades":{"trade":[
      {"tid":%d,"modified":"2026-11-23 11:59:00","status":"TRADE_FINISHED"}]}}}
    """
        .formatted(page);
  }

  @Test
  void whileThePlatformIsSilentNothingIsSkipped() {
    var told = new CopyOnWriteArrayList<Object>();
    var changes = changes(told);
    changes.look();
    told.clear();
    platform.market.touch("YS3");
    platform.mood = Mood.BROKEN;
    truth.clock().turn(Duration.ofHours(2));
    changes.look();
    platform.mood = Mood.FINE;

    await()
        .pollDelay(Duration.ZERO)
        .atMost(WITHIN)
        .until(() -> {
          changes.look();
          return told.contains(new OrderMoved(Marketplace.trade("YS3")));
        });
  }

  private Changes changes(List<Object> told) {
    var clock = truth.clock();
    var leases = TaobaoFixture.leases(database, clock);
    var shop = taobao.shop;
    return new Changes(
        taobao.gateway,
        shop.shelf(),
        shop.parcels(),
        new Forgetting(
            shop.products()::forget,
            shop.orders()::forget,
            shop.shipping()::forget,
            TestSignals.local(),
            clock),
        told::add,
        leases,
        new Marks(database.writer(), database.transactions(), leases),
        clock);
  }

  private String stock(String sku) {
    Fact fact = taobao.shop.facts().read(new FactRef(FactKind.STOCK, sku));
    return fact.value();
  }

  private Order order(String name) {
    return found(taobao.shop.orders().find(Marketplace.trade(name)));
  }

  private static Payout refund(String key, long fen) {
    return new Payout(key, Marketplace.trade("YS1"), "xiaoyu", "refund", fen);
  }

  private static <T> T found(Answer<T> answer) {
    return answer.found().orElseThrow(() -> new AssertionError(answer));
  }

  @Test
  void oneCodeForSeveralGoodsIsThePriceOfNone() {
    platform.whim =
        method ->
            switch (method) {
              case "taobao.skus.custom.get" ->
                  Optional.of(
                      """
                      {"skus_custom_get_response":{"skus":{"sku":[
                        {"num_iid":1,"sku_id":1,"outer_id":"TWICE"},
                        {"num_iid":2,"sku_id":2,"outer_id":"TWICE"}]}}}
                      """);
              case "taobao.items.seller.list.get" ->
                  Optional.of(
                      """
                      {"items_seller_list_get_response":{"items":{"item":[
                        {"num_iid":1,"title":"a","outer_id":"TWICE","approve_status":"onsale",
                          "num":1,"price":"1.00"},
                        {"num_iid":2,"title":"b","outer_id":"TWICE","approve_status":"onsale",
                          "num":1,"price":"2.00"}]}}}
                      """);
              default -> Optional.empty();
            };

    Answer<Product> answer = taobao.shop.products().find("TWICE");

    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.reason().toString()).contains("多个商品"));
  }
}
