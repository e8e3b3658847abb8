package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.CHEN;
import static dev.kefu.escalation.TestCases.LI;
import static dev.kefu.escalation.TestCases.ZHOU;
import static dev.kefu.escalation.TestCases.approve;
import static dev.kefu.escalation.TestCases.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.EventKind;
import dev.kefu.rulebook.FakeShop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prices changed from the chat, from the agent's wish to the shop's till and the ledger.
@NullMarked
class PriceChangesTest {

  private static final String UNPAID = "YS-UNPAID";

  private final TestCases test;
  private ConversationId conversation;

  PriceChangesTest(@TempDir Path folder) {
    test = TestCases.create(folder);
    conversation = test.conversation(LI);
  }

  @BeforeEach
  void anOrderWaitsToBePaid() {
    test.shop.add(order(OrderState.UNPAID, 13_000));
  }

  @AfterEach
  void close() {
    test.close();
  }

  private static Order order(OrderState state, long amountFen) {
    return new Order(
        UNPAID,
        FakeShop.BUYER,
        state,
        List.of(new Order.OrderLine("CUP-A", "云上马克杯", 1, 12_900)),
        amountFen,
        null,
        FakeShop.NOW.minusSeconds(600),
        null,
        null,
        null,
        null,
        null,
        null,
        "江苏",
        "无锡",
        FakeShop.NOW,
        "test");
  }

  private static ClaimRequest off(long fen) {
    return new ClaimRequest(
        "discount", "bargain", UNPAID, null, fen, fen, "price_change", List.of(), null);
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  @Test
  void insideTheLimitItIsChangedAtOnceBookedAndToldToBoth() {
    var opened = test.open(conversation, LI, off(600));
    test.carryOut();

    assertThat(opened.status()).isEqualTo("granted");
    assertThat(test.now(opened).grant()).isEqualTo("granted");
    assertThat(test.till.paidFen()).containsExactly(Map.entry(opened.id(), 600L));
    assertThat(test.seenByShopper(conversation))
        .anySatisfy(event -> {
          assertThat(event.kind()).isEqualTo(EventKind.GRANT);
          assertThat(event.body()).contains("price_change", "请刷新订单后付款");
        });
    assertThat(
            test.rows(
                "select count(*) from ledger_entry where form = 'price_change' and rule ="
                    + " 'K-DISCOUNT' and amount_fen = 600"))
        .isEqualTo(2);
    assertThat(test.cases.settled(conversation).granted().fen()).isEqualTo(600);
  }

  @Test
  void aboveTheLimitItWaitsAndIsChangedWhenSomebodyAgrees() {
    var opened = test.open(conversation, LI, off(1_200));
    test.carryOut();
    assertThat(opened.status()).isEqualTo("pending");
    assertThat(test.till.asked()).isZero();

    test.decide(opened, ZHOU, approve());
    test.carryOut();

    assertThat(test.now(opened).status()).isEqualTo("granted");
    assertThat(test.till.paidFen()).containsExactly(Map.entry(opened.id(), 1_200L));
    assertThat(test.cases.settled(conversation).granted().fen()).as("once").isEqualTo(1_200);
  }

  @Test
  void severalSmallOnesDoNotAddUpToALargeOne() {
    test.open(conversation, LI, off(400));
    test.carryOut();
    test.shop.add(order(OrderState.UNPAID, 12_600));

    var second = test.open(conversation, LI, off(251));

    assertThat(second.status()).as("650 are five percent of 13,000").isEqualTo("pending");
    assertThat(second.limitFen()).isEqualTo(250);
  }

  @Test
  void aLostAnswerIsAskedForAndNothingIsTakenOffTwice() {
    var opened = test.open(conversation, LI, off(600));
    test.till.timesOutAfterPaying(true);
    test.carryOut();
    assertThat(test.now(opened).grant()).isEqualTo("unknown");

    test.till.timesOutAfterPaying(false);
    test.clock.turn(Duration.ofMinutes(6));
    test.carryOut();

    assertThat(test.now(opened).grant()).isEqualTo("granted");
    assertThat(test.till.asked()).isEqualTo(1);
  }

  @Test
  void belowTheFloorOnlyTheStoreManagerGoesAndSaysWhy() {
    test.shop.add(FakeShop.withFloor(FakeShop.product("CUP-A", 12_900), 12_800));
    var opened = test.open(conversation, LI, off(300));

    assertThat(opened.needs()).isEqualTo("manager");
    assertRefused(ErrorCode.FORBIDDEN, () -> test.decide(opened, ZHOU, approve("熟客")));
    assertRefused(ErrorCode.BAD_REQUEST, () -> test.decide(opened, CHEN, approve()));
    assertThat(test.decide(opened, CHEN, approve("熟客")).status()).isEqualTo("approved");
  }

  @Test
  void whatIsPaidHasItsPrice() {
    test.shop.add(order(OrderState.PAID, 13_000));

    assertRefused(ErrorCode.CONFLICT, () -> test.open(conversation, LI, off(300)));
  }

  @Test
  void somethingStaysToBePaid() {
    assertRefused(ErrorCode.BAD_REQUEST, () -> test.open(conversation, LI, off(13_000)));
  }

  @Test
  void aPriceIsNoCompensation() {
    assertRefused(
        ErrorCode.BAD_REQUEST,
        () ->
            new ClaimRequest(
                "compensation", "late", UNPAID, null, 1L, 1L, "price_change", List.of(), null));
    assertRefused(
        ErrorCode.BAD_REQUEST,
        () ->
            new ClaimRequest(
                "discount", "bargain", null, "CUP-A", 1L, 1L, "price_change", List.of(), null));
  }

  @Test
  void aShopThatCannotDoItSaysSoBeforeAnybodyAsks() {
    test.till.doesNotOffer("price_change");

    assertRefused(ErrorCode.UNSUPPORTED, () -> test.open(conversation, LI, off(300)));
  }

  @Test
  void whatWasPaidMeanwhileIsRefusedAtTheDecision() {
    var opened = test.open(conversation, LI, off(1_200));
    test.shop.add(order(OrderState.PAID, 13_000));

    assertRefused(ErrorCode.CONFLICT, () -> test.decide(opened, ZHOU, approve()));
    assertThat(test.now(opened).status()).isEqualTo("pending");
    var coupon = new Decision(Decision.Outcome.CHANGE, 1_200L, "coupon", null);
    assertThat(test.decide(opened, ZHOU, coupon).status()).isEqualTo("approved");
  }

  @Test
  void aFormTheShopDoesNotOfferIsRefusedAtTheDecision() {
    var opened = test.open(conversation, LI, off(1_200));
    test.till.doesNotOffer("coupon");
    var coupon = new Decision(Decision.Outcome.CHANGE, 1_200L, "coupon", null);

    assertRefused(ErrorCode.UNSUPPORTED, () -> test.decide(opened, ZHOU, coupon));
    assertRefused(
        ErrorCode.BAD_REQUEST,
        () ->
            test.decide(opened, ZHOU, new Decision(Decision.Outcome.CHANGE, 13_000L, null, null)));
    assertThat(test.now(opened).status()).isEqualTo("pending");
    assertThat(test.decide(opened, ZHOU, approve()).status()).isEqualTo("approved");
  }

  @Test
  void aCouponForGoodsIsGivenAtOnceAndCountsInTheAgentsDay() {
    var coupon =
        new ClaimRequest(
            "discount", "bargain", null, "CUP-A", 600L, 600L, "coupon", List.of(), null);

    assertThat(test.open(conversation, LI, coupon).status()).isEqualTo("granted");
    test.open(conversation, LI, off(600));
    test.carryOut();

    assertThat(test.till.paidFen().values()).containsOnly(600L);
    var third =
        new ClaimRequest(
            "discount", "regular", null, "CUP-B", 690L, 690L, "coupon", List.of(), null);
    assertThat(test.open(conversation, LI, third).status()).isEqualTo("pending");
  }

  @Test
  void theRulingIsToldBeforeAnythingIsOpened() {
    var claim = test.check(conversation, off(700));

    assertThat(test.cases.ruling(conversation, claim, LI).toString()).contains("limitFen=650");
    assertThat(test.rows("select count(*) from claim_case")).isZero();
  }

  @Test
  void whoDecidesMayChangeTheSum() {
    var opened = test.open(conversation, LI, off(1_200));

    test.decide(opened, ZHOU, change(900, null));
    test.carryOut();

    assertThat(test.till.paidFen()).containsExactly(Map.entry(opened.id(), 900L));
  }
}
