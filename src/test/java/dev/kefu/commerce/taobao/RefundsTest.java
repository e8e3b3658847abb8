package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.taobao.StandInPlatform.Mood;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A seller can agree to what a buyer has applied for, once, and to nothing else.
class RefundsTest extends AtThePlatform {

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
  void whatIsKnownOfAnOrderIsForgottenOnceItIsPaid() {
    platform.market.apply("YS1", 1_500);
    var moved = new ArrayList<String>();

    assertThat(taobao.shop.payouts().telling(moved::add).pay(refund("case_g", 1_500)).paid())
        .isTrue();

    assertThat(moved).containsExactly(Marketplace.trade("YS1"));
  }

  @Test
  void aRefundThatWaitsForTheGoodsIsFreeForAnotherGrant() {
    var applied = platform.market.apply("YS1", 1_500);
    platform.whim =
        method ->
            method.equals(AGREE)
                ? Optional.of(StandInPlatform.error(15, "isp.top-remote-connection-timeout", ""))
                : Optional.empty();
    assertThatThrownBy(() -> taobao.shop.payouts().pay(refund("case_h", 1_500)))
        .isInstanceOf(PayoutUnknown.class);
    platform.whim = _ -> Optional.empty();
    platform.market.setRefund(applied, "WAIT_BUYER_RETURN_GOODS");
    assertThat(taobao.shop.payouts().pay(refund("case_h", 1_500)).text()).contains("先退货");
    platform.market.setRefund(applied, "WAIT_SELLER_CONFIRM_GOODS");

    assertThat(taobao.shop.payouts().pay(refund("case_i", 1_500)).paid()).isTrue();
  }

  /// The first word was carried out and its answer lost; asked at once, the platform does not know
  /// it yet, and the second word is a no.
  @Test
  void whatWasPaidIsNeverNotedAsRefused() {
    var applied = platform.market.apply("YS1", 1_500);
    platform.whim =
        method -> {
          if (method.equals(AGREE)) {
            platform.market.setRefund(applied, "SUCCESS");
            return Optional.of(
                "{\"rp_refunds_agree_response\":{\"succ\":false,\"message\":\"已退款\"}}");
          }
          return Optional.empty();
        };

    assertThat(taobao.shop.payouts().pay(refund("case_f", 1_500)).paid()).isTrue();
    assertThat(taobao.shop.payouts().find("case_f")).isPresent();
  }
}
