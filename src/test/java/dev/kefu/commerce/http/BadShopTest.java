package dev.kefu.commerce.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.http.StandInShop.Mood;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.LineLimits;
import dev.kefu.content.ContentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
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
import org.junit.jupiter.params.provider.EnumSource.Mode;
import tools.jackson.databind.node.ObjectNode;

/// What the desk sees of a shop on its bad days: nothing made up, nothing silently old, nobody held
/// up.
@Tag("sqlite")
@TestInstance(Lifecycle.PER_CLASS)
class BadShopTest {

  private static final int MANY = 40;
  private static final Duration WITHIN = Duration.ofSeconds(10);

  DemoShopFixture truth;
  StandInShop shop;
  TurnedClock clock;
  HttpShopFixture http;
  volatile Face face;

  @BeforeAll
  void openTheShop(@TempDir Path temp) throws IOException {
    truth = DemoShopFixture.small(temp);
    clock = truth.clock();
    shop = new StandInShop(asked -> HttpContract.behindBase(face, asked));
  }

  @BeforeEach
  void openTheLine() throws IOException {
    face = new ErpFace(truth.doors());
    shop.mood = Mood.FINE;
    clock.set(ShopContract.NOW);
    http = lineWith(HttpShopFixture.STEADY);
  }

  @AfterEach
  void closeTheLine() {
    http.close();
  }

  @AfterAll
  void closeTheShop() {
    shop.close();
    truth.close();
  }

  private void beHasty() throws IOException {
    http.close();
    http = lineWith(HttpShopFixture.HASTY);
  }

  private HttpShopFixture lineWith(LineLimits limits) throws IOException {
    return new HttpShopFixture(
        HttpShopFixture.example("erp-rest.yaml", shop.port()), limits, truth.profile(), clock);
  }

  @ParameterizedTest
  @EnumSource(
      value = Mood.class,
      mode = Mode.EXCLUDE,
      names = {"FINE", "SLOW"})
  void whateverItDoesNothingIsMadeUp(Mood mood) throws IOException {
    beHasty();
    shop.mood = mood;

    for (var kind : List.of(FactKind.STOCK, FactKind.PRICE, FactKind.PROMOTION)) {
      assertThat(read(kind, "CUP-A").state()).isEqualTo(FactState.FAILED);
      assertThat(read(kind, "CUP-A").value()).isEmpty();
    }
    assertThat(http.products.search("", 10)).isInstanceOf(Answer.Failed.class);
    assertThatThrownBy(() -> http.payouts.pay(refund("case_" + mood)))
        .isInstanceOf(PayoutUnknown.class);

    shop.mood = Mood.FINE;
    await().atMost(WITHIN).until(() -> read(FactKind.STOCK, "CUP-A").value().equals("3"));
  }

  @Test
  void aRedirectIsNotFollowed() {
    shop.mood = Mood.REDIRECTING;
    shop.asked.set(0);

    read(FactKind.STOCK, "CUP-A");

    assertThat(shop.asked).hasValue(1);
  }

  @Test
  void aReplyFullOfFactsWaitsOnceForAShopThatHangs() throws IOException {
    beHasty();
    shop.mood = Mood.HANGING;
    var refs =
        IntStream.range(0, 20).mapToObj(i -> new FactRef(FactKind.STOCK, "SKU-" + i)).toList();

    var facts = http.facts.readAnew(refs);

    assertThat(facts).hasSize(20).allMatch(fact -> fact.state() == FactState.FAILED);
  }

  @Test
  void whatManyAskAtOnceIsAskedOnce() throws Exception {
    shop.mood = Mood.SLOW;
    shop.slowMs = 200;
    shop.asked.set(0);
    Callable<Answer<Product>> find = () -> http.products.find("CUP-A");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var found = threads.invokeAll(IntStream.range(0, MANY).mapToObj(_ -> find).toList());
      for (var each : found) {
        assertThat(each.get().found()).isPresent();
      }
    }

    assertThat(shop.asked).hasValue(1);
  }

  @Test
  void aShopThatFailsAgainAndAgainIsLeftAlone() throws IOException {
    var usual = HttpShopFixture.STEADY;
    var patient =
        new LineLimits(
            usual.connect(),
            usual.total(),
            usual.maxBytes(),
            usual.concurrent(),
            usual.patience(),
            usual.littlePatience(),
            Duration.ofMinutes(5));
    try (var line = lineWith(patient)) {
      shop.mood = Mood.BROKEN;
      shop.asked.set(0);

      for (int i = 0; i < MANY; i++) {
        assertThat(line.products.find("SKU-" + i)).isInstanceOf(Answer.Failed.class);
      }

      assertThat(shop.asked.get()).isLessThan(MANY / 2);
      assertThat(line.line.isOpen()).isFalse();
      assertThat(line.members.glance("xiaoyu")).isEmpty();
    }
  }

  @Test
  void whatIsFreshIsNotAskedAgainAndWhatIsNotIs() {
    read(FactKind.STOCK, "CUP-A");
    shop.asked.set(0);

    clock.turn(Freshness.PRODUCT);
    read(FactKind.STOCK, "CUP-A");
    read(FactKind.PRICE, "CUP-A");
    assertThat(shop.asked).hasValue(0);
    clock.turn(Duration.ofMillis(1));
    read(FactKind.STOCK, "CUP-A");
    read(FactKind.PRICE, "CUP-A");

    assertThat(shop.asked).hasValue(1);
  }

  @Test
  void whatAListTellsIsNotAskedAgain() {
    assertThat(http.products.search("", 10).found().orElseThrow()).hasSize(4);
    shop.asked.set(0);

    assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("3");
    assertThat(shop.asked).hasValue(0);
  }

  @Test
  void whatIsNotThereMayBeThereInAMoment() {
    assertThat(http.orders.find("YS9")).isInstanceOf(Answer.Missing.class);
    shop.asked.set(0);

    assertThat(http.orders.find("YS9")).isInstanceOf(Answer.Missing.class);
    clock.turn(Duration.ofSeconds(6));
    assertThat(http.orders.find("YS9")).isInstanceOf(Answer.Missing.class);

    assertThat(shop.asked).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource({
    "PARCEL, SF1, PT10M1S, AGEING",
    "PARCEL, SF1, PT41M, STALE",
    "ORDER, YS1, PT3M, AGEING",
    "ORDER, YS1, PT5M, STALE",
    "STOCK, CUP-A, PT40S, AGEING",
    "STOCK, CUP-A, PT61S, STALE",
    "MEMBER, xiaoyu/tier, PT6M, AGEING",
    "MEMBER, xiaoyu/tier, PT21M, STALE",
    "PROMOTION, CUP-A, PT2M, FAILED"
  })
  void whatWasSaidLastIsToldForWhatItIs(
      FactKind kind, String key, Duration later, FactState state) {
    var fresh = read(kind, key);
    shop.mood = Mood.BROKEN;
    clock.turn(later);

    var told = read(kind, key);

    assertThat(told.state()).isEqualTo(state);
    assertThat(told.failed()).isEqualTo(state != FactState.AGEING);
    if (state != FactState.FAILED) {
      assertThat(told.value()).isEqualTo(fresh.value());
      assertThat(told.asOf()).isEqualTo(ShopContract.NOW);
    }
    assertThat(http.facts.readAnew(List.of(new FactRef(kind, key))).getFirst().state())
        .isEqualTo(FactState.FAILED);
  }

  @Test
  void whatTheShopHasTakenBackIsNotRemembered() {
    read(FactKind.STOCK, "CUP-A");
    http.products.forget("CUP-A");
    shop.mood = Mood.BROKEN;

    assertThat(read(FactKind.STOCK, "CUP-A").state()).isEqualTo(FactState.FAILED);
  }

  @Test
  void anExpiredPromotionIsNotToldOutOfWhatIsKept() {
    clock.set(Instant.parse("2026-12-12T15:59:40Z"));
    assertThat(read(FactKind.PROMOTION, "DRS-A-BK-M").value()).isEqualTo("双12八折");
    clock.turn(Duration.ofSeconds(14));
    shop.asked.set(0);
    assertThat(read(FactKind.PROMOTION, "DRS-A-BK-M").value()).isEqualTo("双12八折");
    assertThat(shop.asked).hasValue(0);

    clock.turn(Duration.ofSeconds(6));

    assertThat(http.promotions.running(clock.instant()).found().orElseThrow())
        .extracting("id")
        .doesNotContain("d12-80");
    assertThat(read(FactKind.PROMOTION, "DRS-A-BK-M").value()).isEmpty();
  }

  @Test
  void nobodySeesTheOrdersOfOthersWhateverTheShopSends() {
    var orders =
        List.of("YS1", "YS2", "YS3").stream()
            .map(no -> truth.doors().orders().find(no).found().orElseThrow())
            .toList();
    face =
        _ ->
            new Face.Said(
                200,
                Json.of(
                    "code",
                    "0",
                    "data",
                    Json.of("rows", orders.stream().map(ErpFace::order).toList())));

    assertThat(http.orders.ofBuyer("lilei", 10).found().orElseThrow())
        .extracting(Order::order)
        .containsExactly("YS3");
  }

  @Test
  void anotherThingThanTheOneAskedForIsNoAnswer() {
    var cup = truth.doors().products().find("CUP-A").found().orElseThrow();
    face = _ -> new Face.Said(200, Json.of("code", "0", "data", ErpFace.good(cup)));

    assertThat(http.products.find("CUP-A")).isInstanceOf(Answer.Found.class);
    assertThat(http.products.find("FAN-A")).isInstanceOf(Answer.Failed.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "price; '\"189.005\"'; ''",
        "price; '\"免费\"'; ''",
        "price; '-1'; ''",
        "price; '1e999999999'; ''",
        "price; 'null'; ''",
        "price; '{\"a\":1}'; ''",
        "price; '\"\"'; ''",
        "price; '0'; '3'",
        "onHand; '1.5'; ''",
        "onHand; '99999999999'; ''",
        "onHand; '\"12\"'; '10'",
        "onHand; '1'; '0'",
        "status; '\"SOMETHING_NEW\"'; ''",
        "status; '\"OFF_SHELF\"'; '0'",
        "name; 'null'; ''",
        "warnAt; 'null'; '3'",
        "arrivalAt; '\"soon\"'; ''",
        "arrivalAt; '99999999999999999'; ''",
      })
  void aFieldThatIsNotAsDescribedIsNotGuessed(String field, String json, String stock) {
    var cup = truth.doors().products().find("CUP-A").found().orElseThrow();
    var good =
        (ObjectNode)
            StandInShop.JSON.readTree(StandInShop.JSON.writeValueAsString(ErpFace.good(cup)));
    good.set(field, StandInShop.JSON.readTree(json));
    face = _ -> new Face.Said(200, Json.of("code", "0", "data", good));

    var fact = read(FactKind.STOCK, "CUP-A");

    assertThat(fact.value()).isEqualTo(stock);
    assertThat(fact.failed()).isEqualTo(stock.isEmpty());
  }

  @Test
  void aCodeThatDoesNotSayThatAllIsWellIsAFailure() {
    face = _ -> new Face.Said(200, Json.of("code", "LIMITED", "data", Json.of()));

    assertThat(http.products.find("CUP-A")).isInstanceOf(Answer.Failed.class);
    assertThatThrownBy(() -> http.payouts.find("case_1")).isInstanceOf(PayoutUnknown.class);
  }

  @Test
  void aPageOfSomeProxyIsNotTheShopsWord() {
    face = _ -> new Face.Said(404, "<html>nginx</html>");
    assertThat(http.products.find("CUP-A")).isInstanceOf(Answer.Failed.class);

    face = _ -> new Face.Said(404, null);
    assertThat(http.products.find("CUP-B")).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void whatTheShopDoesNotOfferIsSaidSo() throws IOException {
    var text =
        "source: bare\nbase_url: "
            + shop.base()
            + "\nallow: {http: true, ports: ["
            + shop.port()
            + "], private: [127.0.0.1]}\n";
    var api = ShopFile.read(new ContentFile("bare.yaml", text), _ -> Optional.empty());
    try (var bare = new HttpShopFixture(api, HttpShopFixture.STEADY, truth.profile(), clock)) {
      assertThat(bare.products.find("CUP-A")).isEqualTo(new Answer.Failed<>("店铺系统没有接入商品查询"));
      assertThat(bare.shipping.quotes(null, "浙江", 1))
          .isEqualTo(new Answer.Failed<>("店铺系统没有接入运费查询"));
      assertThat(bare.facts.read(new FactRef(FactKind.STOCK, "CUP-A")).failed()).isTrue();
      assertThat(bare.payouts.pay(refund("case_bare")).paid()).isFalse();
      assertThat(bare.payouts.find("case_bare")).isEmpty();
    }
  }

  @Test
  void aShopInsideOurNetworkThatNobodyAllowedIsNeverCalled() throws IOException {
    var text =
        HttpShopFixture.exampleText("erp-rest.yaml", shop.port())
            .replace(", private: [127.0.0.1]", "");
    var api =
        ShopFile.read(new ContentFile("erp.yaml", text), _ -> Optional.of(HttpShopFixture.SECRET));
    shop.asked.set(0);
    try (var line = new HttpShopFixture(api, HttpShopFixture.STEADY, truth.profile(), clock)) {
      assertThat(line.products.find("CUP-A")).isInstanceOf(Answer.Failed.class);
    }

    assertThat(shop.asked).hasValue(0);
  }

  @Test
  void aPayoutTheShopRefusesByItsStatusIsRefusedAndAnyOtherIsUnknown() {
    face = _ -> new Face.Said(422, Json.of("code", "0", "data", Json.of("message", "余额不足")));
    var receipt = http.payouts.pay(refund("case_422"));

    assertThat(receipt.paid()).isFalse();
    assertThat(receipt.text()).isEqualTo("余额不足");
    for (var status : List.of(302, 400, 401, 404, 409, 429, 500, 503)) {
      face = _ -> new Face.Said(status, Json.of("code", "0", "data", Json.of("result", "FAIL")));
      assertThatThrownBy(() -> http.payouts.pay(refund("case_" + status)))
          .isInstanceOf(PayoutUnknown.class);
    }
    face = _ -> new Face.Said(200, Json.of("code", "0", "data", Json.of("result", "PROCESSING")));
    await().atMost(WITHIN).until(() -> http.line.isOpen());
    assertThatThrownBy(() -> http.payouts.find("case_1")).isInstanceOf(PayoutUnknown.class);
  }

  @Test
  void secretsAreNowhereToBeRead() throws IOException {
    var all =
        List.of(
            http.api.toString(),
            String.valueOf(http.api.webhooks()),
            new ShopSettings("http", Path.of("x"), Map.of("token", HttpShopFixture.SECRET))
                .toString());

    assertThat(all.stream().collect(Collectors.joining())).doesNotContain(HttpShopFixture.SECRET);
  }

  private Fact read(FactKind kind, String key) {
    return http.facts.read(new FactRef(kind, key));
  }

  private static Payout refund(String key) {
    return new Payout(key, "YS1", "xiaoyu", "refund", 100);
  }
}
