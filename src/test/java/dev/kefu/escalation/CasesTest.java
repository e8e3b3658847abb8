package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.CHEN;
import static dev.kefu.escalation.TestCases.LI;
import static dev.kefu.escalation.TestCases.QIAN;
import static dev.kefu.escalation.TestCases.WANG;
import static dev.kefu.escalation.TestCases.ZHOU;
import static dev.kefu.escalation.TestCases.approve;
import static dev.kefu.escalation.TestCases.change;
import static dev.kefu.escalation.TestCases.compensation;
import static dev.kefu.escalation.TestCases.damaged;
import static dev.kefu.escalation.TestCases.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.TestConversations;
import dev.kefu.escalation.Decision.Outcome;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.rulebook.Granted;
import dev.kefu.rulebook.Ruling;
import dev.kefu.rulebook.TestReplies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

@NullMarked
class CasesTest {

  private final TestCases test;

  CasesTest(@TempDir Path folder) {
    test = TestCases.create(folder);
  }

  @AfterEach
  void close() {
    test.close();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(Refusal.class))
        .extracting(Refusal::code)
        .isEqualTo(code);
  }

  @Nested
  class WithinTheAgentsOwnLimit {

    @Test
    void itIsGrantedAtOnceAndBookedUnderItsRule() {
      var conversation = test.conversation(LI);

      var opened = test.open(conversation, LI, damaged(1_500));

      assertThat(opened.status()).isEqualTo("granted");
      assertThat(opened.rule()).isEqualTo("R-DAMAGED");
      assertThat(test.cases.settled(conversation).granted().fen()).isEqualTo(1_500);
      assertThat(test.rows("select count(*) from ledger_entry where rule = 'R-DAMAGED'"))
          .isEqualTo(1);
    }

    @Test
    void theShopPaysOnceAndBothSidesAreTold() {
      var conversation = test.conversation(LI);
      var opened = test.open(conversation, LI, damaged(1_500));

      test.carryOut();

      assertThat(test.till.paidFen()).containsExactly(java.util.Map.entry(opened.id(), 1_500L));
      assertThat(test.now(opened).grant()).isEqualTo("granted");
      assertThat(test.seenByShopper(conversation))
          .extracting(event -> event.kind())
          .contains(EventKind.GRANT);
    }

    @Test
    void goodsAndPointsAreNoMoney() {
      var conversation = test.conversation(LI);

      test.open(
          conversation,
          LI,
          compensation("damaged", 1_500, "reship", FakeShop.ORDER, List.of("file_1")));
      test.open(conversation, LI, compensation("late", 300, "points", FakeShop.ORDER, List.of()));

      assertThat(test.rows("select count(*) from grant_order")).isEqualTo(2);
      assertThat(test.cases.settled(conversation).granted()).isEqualTo(new Granted(0, 0, 300));
    }

    @Test
    void askingTwiceGivesOnce() {
      var conversation = test.conversation(LI);

      var first = test.open(conversation, LI, damaged(700));
      var second = test.open(conversation, LI, damaged(700));

      assertThat(second.id()).isEqualTo(first.id());
      assertThat(test.rows("select count(*) from grant_order")).isEqualTo(1);
    }

    @Test
    void theSameLimitIsNotGivenAgainInSlices() {
      var conversation = test.conversation(LI);
      test.open(conversation, LI, damaged(1_000));
      test.clock.turn(Duration.ofHours(1));

      var second = test.open(conversation, LI, damaged(600));

      assertThat(second.status()).isEqualTo("pending");
    }

    @Test
    void withoutAnOrderASupervisorDecides() {
      var conversation = test.conversation(LI);
      var claim =
          new ClaimRequest(
              "compensation",
              "damaged",
              null,
              "CUP-A",
              500L,
              500L,
              "refund",
              List.of("file_1"),
              null);

      assertThat(test.cases.ruling(conversation, test.check(conversation, claim), LI))
          .isInstanceOfSatisfying(
              Ruling.Above.class,
              above -> {
                assertThat(above.why()).contains("没有订单");
                assertThat(above.limitFen()).isZero();
                assertThat(above.needs()).isEqualTo(Role.SUPERVISOR);
              });
      var opened = test.open(conversation, LI, claim);
      assertThat(opened.status()).isEqualTo("pending");
      assertThat(opened.orderAmountFen()).isNull();
      assertThat(test.decide(opened, ZHOU, approve()).status()).isEqualTo("approved");
    }

    @Test
    void aPictureTheShopperHasNotSentHereShowsNothing() {
      var other = new Shopper(new ShopperId("shp_1"), "buyer1", "buyer1");
      var elsewhere = test.conversation(other, LI);
      test.conversations().hear(other, elsewhere, "picture-2", new Body.Image("file_2"));
      var conversation = test.conversation(LI);
      var staffs = new Body.Image("file_3");
      test.conversations().answer(LI, conversation, "picture-3", TestReplies.image(staffs), null);

      for (var file : List.of("any", "file_2", "file_3")) {
        var claim = compensation("damaged", 500, "refund", FakeShop.ORDER, List.of(file));
        assertThat(test.cases.ruling(conversation, test.check(conversation, claim), LI))
            .as(file)
            .isInstanceOfSatisfying(
                Ruling.Above.class, above -> assertThat(above.why()).contains("买家图片"));
      }
      var shown = compensation("damaged", 500, "refund", FakeShop.ORDER, List.of("any", "file_1"));
      assertThat(test.open(conversation, LI, shown).status()).isEqualTo("granted");
    }

    @Test
    void withoutAPictureASupervisorDecides() {
      var conversation = test.conversation(LI);

      var opened =
          test.open(
              conversation, LI, compensation("damaged", 500, "refund", FakeShop.ORDER, List.of()));

      assertThat(opened.status()).isEqualTo("pending");
    }
  }

  @Nested
  class AboveTheAgentsLimit {

    @Test
    void itWaitsForADecision() {
      var conversation = test.conversation(LI);

      var opened = test.open(conversation, LI, damaged(3_000));
      test.carryOut();

      assertThat(opened.status()).isEqualTo("pending");
      assertThat(opened.limitFen()).isEqualTo(1_500);
      assertThat(test.till.paidFen()).isEmpty();
      assertThat(test.cases.settled(conversation).granted().fen()).isZero();
      assertThat(test.log.published()).contains(new CaseOpened(opened.id(), conversation));
    }

    @Test
    void theShopperLearnsNeitherTheAmountNorTheLimit() {
      var conversation = test.conversation(LI);

      test.open(conversation, LI, damaged(3_000));

      assertThat(test.seenByShopper(conversation))
          .singleElement()
          .satisfies(event -> {
            assertThat(event.kind()).isEqualTo(EventKind.SYSTEM);
            assertThat(event.body()).contains("主管").doesNotContain("fen", "30", "R-");
          });
      assertThat(test.events(conversation, EventKind.ESCALATE))
          .singleElement()
          .satisfies(event -> assertThat(event.body()).contains("\"proposal_fen\":3000"));
    }

    @Test
    void anotherApprovesAndItIsPaidOnce() {
      var conversation = test.conversation(LI);
      var opened = test.open(conversation, LI, damaged(3_000));

      var decided = test.decide(opened, ZHOU, approve());
      test.carryOut();
      test.carryOut();

      assertThat(decided.status()).isEqualTo("approved");
      assertThat(test.now(opened).status()).isEqualTo("granted");
      assertThat(test.till.paidFen()).containsExactly(java.util.Map.entry(opened.id(), 3_000L));
      assertThat(test.till.asked()).isEqualTo(1);
      assertThat(test.events(conversation, EventKind.DECIDE)).hasSize(1);
      assertThat(test.events(conversation, EventKind.GRANT)).hasSize(1);
    }

    @Test
    void theSameClaimAgainFindsTheOpenCase() {
      var conversation = test.conversation(LI);
      var first = test.open(conversation, LI, damaged(3_000));

      var second = test.open(conversation, LI, damaged(3_500));

      assertThat(second).isEqualTo(first);
    }

    @Test
    void aRejectionPaysNothingAndTellsBoth() {
      var conversation = test.conversation(LI);
      var opened = test.open(conversation, LI, damaged(3_000));

      var decided = test.decide(opened, ZHOU, decision(Outcome.REJECT, "照片看不出破损"));
      test.carryOut();

      assertThat(decided.status()).isEqualTo("rejected");
      assertThat(test.till.asked()).isZero();
      assertThat(test.events(conversation, EventKind.DECIDE).getFirst().body()).contains("照片看不出破损");
      assertThat(test.seenByShopper(conversation).getLast().body()).doesNotContain("照片看不出破损");
    }

    @Test
    void aRejectedClaimMayBeMadeAgain() {
      var conversation = test.conversation(LI);
      var opened = test.open(conversation, LI, damaged(3_000));
      test.decide(opened, ZHOU, decision(Outcome.REJECT, "不清楚"));

      assertThat(test.open(conversation, LI, damaged(3_000)).id()).isNotEqualTo(opened.id());
    }
  }

  @Nested
  class WhoMayDecide {

    @Test
    void neverTheRequester() {
      var conversation = test.conversation(LI);
      var opened = test.open(conversation, ZHOU, damaged(6_000));

      assertThat(opened.status()).isEqualTo("pending");
      assertRefused(ErrorCode.FORBIDDEN, () -> test.decide(opened, ZHOU, approve("自己的")));
    }

    @Test
    void neverAnAgent() {
      var opened = test.open(test.conversation(LI), LI, damaged(3_000));

      assertRefused(ErrorCode.FORBIDDEN, () -> test.decide(opened, WANG, approve("帮忙")));
    }

    @Test
    void aboveTheSupervisorOnlyTheManager() {
      test.shop.add(FakeShop.order(FakeShop.ORDER, FakeShop.BUYER, 60_000));
      var opened = test.open(test.conversation(LI), LI, damaged(5_001));

      assertRefused(ErrorCode.FORBIDDEN, () -> test.decide(opened, ZHOU, approve("多一分")));
      var passed = test.decide(opened, ZHOU, decision(Outcome.PASS_UP, null));
      assertThat(passed.needs()).isEqualTo("manager");
      assertThat(test.decide(passed, CHEN, approve()).status()).isEqualTo("approved");
    }

    @Test
    void theSupervisorMayGiveLessOrNothingInstead() {
      test.shop.add(FakeShop.order(FakeShop.ORDER, FakeShop.BUYER, 60_000));
      var one = test.open(test.conversation(LI), LI, damaged(6_000));

      assertThat(test.decide(one, ZHOU, change(4_000, null)).amountFen()).isEqualTo(4_000);
    }

    @Test
    void besideTheRulesOnlyWithARemark() {
      // 31% of an order of 135 yuan, where the rule gives 30%.
      var opened = test.open(test.conversation(LI), LI, damaged(4_185));

      assertRefused(ErrorCode.BAD_REQUEST, () -> test.decide(opened, ZHOU, approve()));
      assertThat(test.decide(opened, ZHOU, approve("老顾客")).status()).isEqualTo("approved");
    }

    @Test
    void neverMoreThanTheOrderInSum() {
      test.shop.add(FakeShop.order(FakeShop.ORDER, FakeShop.BUYER, 3_000));
      var conversation = test.conversation(LI);
      var first = test.open(conversation, LI, damaged(2_000));
      var second =
          test.open(
              conversation, LI, compensation("late", 2_000, "coupon", FakeShop.ORDER, List.of()));
      test.decide(first, CHEN, approve("第一次"));

      assertRefused(ErrorCode.BAD_REQUEST, () -> test.decide(second, CHEN, approve("第二次")));
      assertThat(test.decide(second, CHEN, change(1_000, "补到全额")).amountFen()).isEqualTo(1_000);
    }
  }

  @Nested
  class AQuestionBack {

    @Test
    void leavesTheCaseOpenUnderANewVersion() {
      var opened = test.open(test.conversation(LI), LI, damaged(3_000));

      var asked = test.decide(opened, ZHOU, decision(Outcome.ASK, "请补一张外箱照片"));

      assertThat(asked.status()).isEqualTo("pending");
      assertThat(asked.version()).isEqualTo(opened.version() + 1);
      assertRefused(ErrorCode.CONFLICT, () -> test.decide(opened, ZHOU, approve()));
      assertThat(test.decide(asked, ZHOU, approve()).status()).isEqualTo("approved");
    }
  }

  @Nested
  class OfSeveralAtOnce {

    private static final int RACES = 50;

    @Test
    void exactlyOneSupervisorWins() throws Exception {
      for (int race = 0; race < RACES; race++) {
        var opened = opened(race);

        var won =
            together(
                () -> test.decide(opened, ZHOU, approve("同意")),
                () -> test.decide(opened, QIAN, decision(Outcome.REJECT, "不同意")));

        assertThat(won).as("race %d", race).isEqualTo(1);
        var paid = test.now(opened).status().equals("approved") ? 1 : 0;
        assertThat(grants(opened)).as("race %d", race).isEqualTo(paid);
      }
    }

    @Test
    void aCaseIsApprovedOrCancelledNeverBoth() throws Exception {
      for (int race = 0; race < RACES; race++) {
        var opened = opened(race);

        var won =
            together(
                () -> test.decide(opened, ZHOU, approve("同意")),
                () ->
                    test.conversations()
                        .change(
                            opened.conversation(),
                            change -> test.cases.cancel(change, LI, opened.id())));

        assertThat(won).as("race %d", race).isEqualTo(1);
        var paid = test.now(opened).status().equals("approved") ? 1 : 0;
        assertThat(grants(opened)).as("race %d", race).isEqualTo(paid);
      }
    }

    @Test
    void theLoserLearnsWhoWon() {
      var opened = test.open(test.conversation(LI), LI, damaged(3_000));
      test.decide(opened, ZHOU, approve());

      assertThatThrownBy(() -> test.decide(opened, QIAN, approve()))
          .asInstanceOf(type(Refusal.class))
          .satisfies(refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(refusal.details().get("status")).isEqualTo("approved");
            assertThat(refusal.details().get("by")).isEqualTo("zhou");
          });
    }

    private Case opened(int race) {
      var order = "YS99" + race;
      var buyer = "buyer" + race;
      test.shop.add(FakeShop.order(order, buyer, 20_000));
      var shopper = new Shopper(new ShopperId("shp_" + race), buyer, buyer);
      var agent =
          TestConversations.staff("agent" + race, "after_sale", dev.kefu.account.Role.AGENT);
      var by = race % 2 == 0 ? LI : agent;
      return test.open(
          test.conversation(shopper, by),
          by,
          compensation("damaged", 3_000, "refund", order, List.of("file_1")));
    }

    private int grants(Case of) {
      return test.rows("select count(*) from grant_order where case_id = '" + of.id() + "'");
    }

    /// @return how many of the two were carried out
    private int together(Callable<?> one, Callable<?> other) throws Exception {
      var start = new CyclicBarrier(2);
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var first = threads.submit(() -> carriedOut(start, one));
        var second = threads.submit(() -> carriedOut(start, other));
        return first.get() + second.get();
      }
    }

    private int carriedOut(CyclicBarrier start, Callable<?> work) throws Exception {
      start.await();
      try {
        work.call();
        return 1;
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isIn(ErrorCode.CONFLICT, ErrorCode.FORBIDDEN);
        return 0;
      }
    }
  }

  @Nested
  class Quotas {

    @Test
    void anAgentsDayCountsWhatIsPending() {
      test.shop.add(FakeShop.order("YS1", "buyer1", 100_000));
      var other = new Shopper(new ShopperId("shp_1"), "buyer1", "buyer1");
      // 30 yuan a day; 20 of them wait for a decision.
      test.open(test.conversation(LI), LI, damaged(2_000));

      var opened =
          test.open(
              test.conversation(other, LI),
              LI,
              compensation("damaged", 1_100, "refund", "YS1", List.of("file_1")));

      assertThat(opened.status()).isEqualTo("pending");
    }

    @Test
    void anAgentsDayEndsAtTheShopsMidnight() {
      test.shop.add(FakeShop.order("YS1", "buyer1", 100_000));
      var other = new Shopper(new ShopperId("shp_1"), "buyer1", "buyer1");
      test.open(test.conversation(LI), LI, damaged(2_000));
      // It is ten in the morning in Shanghai.
      test.clock.turn(Duration.ofHours(14));

      var opened =
          test.open(
              test.conversation(other, LI),
              LI,
              compensation("damaged", 1_100, "refund", "YS1", List.of("file_1")));

      assertThat(opened.status()).isEqualTo("granted");
    }

    @Test
    void whatIsDecidedAfterMidnightCountsOnTheNewDay() {
      test.shop.add(FakeShop.order("YS1", "buyer1", 100_000));
      var other = new Shopper(new ShopperId("shp_1"), "buyer1", "buyer1");
      var waiting = test.open(test.conversation(LI), LI, damaged(2_000));
      // It is ten in the morning in Shanghai.
      test.clock.turn(Duration.ofHours(14));
      test.decide(waiting, ZHOU, approve());

      var opened =
          test.open(
              test.conversation(other, LI),
              LI,
              compensation("damaged", 1_100, "refund", "YS1", List.of("file_1")));

      assertThat(opened.status()).isEqualTo("pending");
      assertThat(opened.limitFen()).isEqualTo(1_000);
    }

    @Test
    void aDayIsTheShopsOwn() {
      test.database
          .writer()
          .sql(
              """
              insert into shop (id, name, opens, closes, zone, rest_days, target_h, limit_h)
              values (1, '异地店', '09:00', '21:00', 'Europe/London', '', 24, 48)
              """)
          .update();
      test.shop.add(FakeShop.order("YS1", "buyer1", 100_000));
      var other = new Shopper(new ShopperId("shp_1"), "buyer1", "buyer1");
      test.open(test.conversation(LI), LI, damaged(2_000));
      // Midnight in Shanghai is four in the afternoon there.
      test.clock.turn(Duration.ofHours(14));

      var opened =
          test.open(
              test.conversation(other, LI),
              LI,
              compensation("damaged", 1_100, "refund", "YS1", List.of("file_1")));

      assertThat(opened.status()).isEqualTo("pending");
    }

    @Test
    void whatWasTakenOffByACouponCountsWithWhatIsGivenOnTheOrder() {
      test.shop.add(FakeShop.order(FakeShop.ORDER, FakeShop.BUYER, 3_000));
      var conversation = test.conversation(LI);
      var coupon =
          new ClaimRequest(
              "discount", "bargain", FakeShop.ORDER, null, 1_500L, 1_500L, "coupon", null, null);
      test.decide(test.open(conversation, LI, coupon), CHEN, approve("熟客"));

      var opened = test.open(conversation, LI, damaged(1_600));

      assertThat(opened.limitFen()).as("half of the order was given already").isZero();
      assertRefused(ErrorCode.BAD_REQUEST, () -> test.decide(opened, CHEN, approve("破例")));
      assertThat(test.decide(opened, CHEN, change(1_500, "破例")).status()).isEqualTo("approved");
    }

    @Test
    void aRejectedCaseCountsNoLonger() {
      test.shop.add(FakeShop.order("YS1", "buyer1", 100_000));
      var other = new Shopper(new ShopperId("shp_1"), "buyer1", "buyer1");
      var first = test.open(test.conversation(LI), LI, damaged(2_000));
      test.decide(first, ZHOU, decision(Outcome.REJECT, "不符合"));

      var opened =
          test.open(
              test.conversation(other, LI),
              LI,
              compensation("damaged", 1_100, "refund", "YS1", List.of("file_1")));

      assertThat(opened.status()).isEqualTo("granted");
    }
  }

  @Nested
  class WhatCannotBeClaimed {

    @Test
    void anotherBuyersOrder() {
      assertRefused(
          ErrorCode.NOT_FOUND,
          () ->
              test.check(
                  test.conversation(LI),
                  compensation("damaged", 500, "refund", "YS4400126632", List.of("file_1"))));
    }

    @Test
    void moreThanTheOrder() {
      assertRefused(
          ErrorCode.BAD_REQUEST, () -> test.check(test.conversation(LI), damaged(13_501)));
      var opened = test.open(test.conversation(LI), LI, damaged(3_000));
      assertRefused(ErrorCode.BAD_REQUEST, () -> test.decide(opened, CHEN, change(13_501, "太多了")));
    }

    @Test
    void aNegativeAmount() {
      assertRefused(ErrorCode.BAD_REQUEST, () -> damaged(-1));
      assertRefused(ErrorCode.BAD_REQUEST, () -> change(-1, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"４０\"", "\"40\"", "0.001", "40.0", "1e9", "\"1,000\"", "true"})
    void anAmountThatIsNoWholeNumberOfFen(String amount) {
      assertThatThrownBy(() ->
              TestConversations.JSON.readValue(
                  "{\"outcome\":\"approve\",\"amount_fen\":" + amount + "}", Decision.class))
          .isInstanceOf(JacksonException.class);
      assertThatThrownBy(() ->
              TestConversations.JSON.readValue(
                  "{\"kind\":\"compensation\",\"reason\":\"late\",\"proposal_fen\":" + amount + "}",
                  ClaimRequest.class))
          .isInstanceOf(JacksonException.class);
    }

    @Test
    void aClaimOfOneShopperInAnothersConversation() {
      var claim = test.check(test.conversation(LI), damaged(500));
      var other = new Shopper(new ShopperId("shp_1"), "buyer1", "buyer1");
      var conversation = test.conversation(other, LI);

      assertThatThrownBy(() ->
              test.conversations()
                  .change(conversation, change -> test.cases.open(change, LI, claim)))
          .isInstanceOf(RuntimeException.class);
      assertThat(test.rows("select count(*) from claim_case")).isZero();
    }

    @Test
    void bySomebodyWhoDoesNotServeTheShopper() {
      var conversation = test.conversation(LI);

      assertRefused(ErrorCode.FORBIDDEN, () -> test.open(conversation, WANG, damaged(500)));
    }
  }

  @Nested
  class ADiscount {

    private ClaimRequest discount(long fen) {
      return new ClaimRequest(
          "discount", "bargain", null, "CUP-A", fen, fen, null, List.of(), null);
    }

    @Test
    void onceApprovedMayBeSpokenOf() {
      var conversation = test.conversation(LI);
      var opened = test.open(conversation, LI, discount(1_290));

      test.decide(opened, ZHOU, approve());
      test.carryOut();

      assertThat(test.cases.settled(conversation).granted().fen()).isEqualTo(1_290);
      assertThat(test.till.asked()).isZero();
    }

    @Test
    void isBoundedByTheDecidersRole() {
      var opened = test.open(test.conversation(LI), LI, discount(2_580));

      assertRefused(ErrorCode.FORBIDDEN, () -> test.decide(opened, ZHOU, approve("八折")));
      assertThat(test.decide(opened, CHEN, approve()).status()).isEqualTo("approved");
    }
  }
}
