package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.taobao.StandInPlatform.Mood;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// How we get on with the platform's gateway, on good days and on bad ones.
class GatewayTest extends AtThePlatform {

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
    var before = Form.of(TopGateway.encoded(form).getBytes(StandardCharsets.UTF_8));
    form.put("num_iid", "2");
    var after = Form.of(TopGateway.encoded(form).getBytes(StandardCharsets.UTF_8));

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
  void aShortBanIsWaitedForAndThePlatformAskedAgain() {
    platform.whim =
        method ->
            method.equals(ITEM) && platform.times(ITEM) == 1
                ? Optional.of(
                    StandInPlatform.error(
                        7,
                        "accesscontrol.limited-by-api-access-count",
                        "This ban will last for 1 more seconds"))
                : Optional.empty();

    assertThat(stock(CUP)).isEqualTo("3");
    assertThat(platform.times(ITEM)).isEqualTo(2);
  }

  @Test
  void faultsAgainAndAgainHaveThePlatformLeftAlone() {
    platform.whim = _ -> Optional.of(StandInPlatform.error(10, "", "Service Unavailable"));

    for (int i = 0; i < MANY; i++) {
      assertThat(taobao.gateway.ask(ITEM, Map.of("num_iid", "1"))).isInstanceOf(Said.Silent.class);
    }

    assertThat(platform.asked.size()).isLessThan(2 * MANY);
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
      var key =
          switch (kind) {
            case ORDER -> Marketplace.trade("YS1");
            case PARCEL -> "SF1";
            default -> CUP;
          };
      assertThat(taobao.shop.facts().read(new FactRef(kind, key)).state())
          .isEqualTo(FactState.FAILED);
    }
    assertThat(taobao.shop.products().search("", 10)).isInstanceOf(Answer.Failed.class);
    assertThat(taobao.shop.orders().ofBuyer("xiaoyu", 10)).isInstanceOf(Answer.Failed.class);
    assertThatThrownBy(() -> taobao.shop.payouts().pay(refund("case_bad", 1_500)))
        .isInstanceOf(PayoutUnknown.class);
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

    platform.whim = method -> Optional.of(shortPages(platform.times(method)));
    var before = platform.times(SOLD);
    assertThat(found(pages.list(SOLD, Map.of(), 2, "trades", "trade", _ -> false)).rows())
        .extracting(row -> row.text("tid"))
        .containsExactly("1", "3");
    assertThat(platform.times(SOLD) - before).isEqualTo(3);

    platform.whim =
        _ -> Optional.of("{\"items_onsale_get_response\":{\"items\":{\"item\":[{\"a\":1}]}}}");
    assertThat(pages.list("taobao.items.onsale.get", Map.of(), 1, "items", "item", _ -> false))
        .isEqualTo(new Answer.Failed<>(TopGateway.UNREADABLE));
  }

  private static final String SOLD = "taobao.trades.sold.get";

  /// One trade, none, and one more on the last page.
  private static String shortPages(int page) {
    return """
    {"trades_sold_get_response":{"has_next":%s,"trades":{"trade":[%s]}}}
    """
        .formatted(page < 3, page == 2 ? "" : "{\"tid\":" + page + "}");
  }
}
