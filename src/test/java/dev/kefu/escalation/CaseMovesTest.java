package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.CHEN;
import static dev.kefu.escalation.TestCases.LI;
import static dev.kefu.escalation.TestCases.QIAN;
import static dev.kefu.escalation.TestCases.XIAOYU;
import static dev.kefu.escalation.TestCases.ZHOU;
import static dev.kefu.escalation.TestCases.approve;
import static dev.kefu.escalation.TestCases.change;
import static dev.kefu.escalation.TestCases.compensation;
import static dev.kefu.escalation.TestCases.damaged;
import static dev.kefu.escalation.TestCases.decision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.escalation.Decision.Outcome;
import dev.kefu.rulebook.FakeShop;
import dev.kefu.rulebook.Granted;
import dev.kefu.storage.Leases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of a case beside its decision: an approval is taken back, a question is answered,
/// the clock passes it on.
@NullMarked
class CaseMovesTest {

  private final TestCases test;
  private final Case opened;

  CaseMovesTest(@TempDir Path folder) {
    test = TestCases.create(folder, Duration.ofSeconds(8));
    opened = test.open(test.conversation(LI), LI, damaged(3_000));
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void anApprovalTakenBackAfterSevenSecondsPaysNothing() {
    test.decide(opened, ZHOU, approve());
    test.clock.turn(Duration.ofSeconds(7));
    test.carryOut();

    var undone = undo(ZHOU);
    test.clock.turn(Duration.ofMinutes(10));
    test.carryOut();

    assertThat(undone.status()).isEqualTo("pending");
    assertThat(undone.amountFen()).isNull();
    assertThat(test.till.asked()).isZero();
    assertThat(codes()).containsExactly("escalated");
    assertThat(LedgerCheck.run(test.database.reader()).differences()).isEmpty();
  }

  @Test
  void afterNineSecondsItIsPaidOnceAndCannotBeTakenBack() {
    test.decide(opened, ZHOU, approve());
    test.clock.turn(Duration.ofSeconds(9));
    test.carryOut();

    assertRefused(ErrorCode.CONFLICT, () -> undo(ZHOU));
    assertThat(test.till.paidFen()).containsExactly(Map.entry(opened.id(), 3_000L));
    assertThat(codes()).containsExactly("escalated", "case_approved");
    assertThat(test.seenByShopper(opened.conversation()).getLast().kind())
        .isEqualTo(EventKind.GRANT);
  }

  @Test
  void whatCanStillBeTakenBackMayNotBePromisedYet() {
    var other = test.open(opened.conversation(), LI, late());
    test.decide(opened, ZHOU, approve());
    test.decide(other, ZHOU, approve());
    var settled = test.cases.settled(opened.conversation());

    assertThat(settled.granted()).isEqualTo(new Granted(0, 4_350, 0));
    assertThat(settled.approved()).isEmpty();

    undo(ZHOU);
    assertThat(settled.granted()).isEqualTo(new Granted(0, 1_350, 0));

    test.clock.turn(Duration.ofSeconds(8));
    assertThat(settled.granted()).as("paid or not").isEqualTo(new Granted(1_350, 0, 0));
    assertThat(settled.approved()).containsExactly("late");
  }

  private static ClaimRequest late() {
    return compensation("late", 1_350, "small_payment", FakeShop.ORDER, List.of());
  }

  @Test
  void whatWasTakenBackIsDecidedAnewAndOnlyThatIsPaid() {
    test.decide(opened, ZHOU, change(3_500, null));
    undo(ZHOU);
    assertRefused(ErrorCode.CONFLICT, () -> undo(ZHOU));
    test.decide(test.now(opened), QIAN, approve());
    assertRefused(ErrorCode.FORBIDDEN, () -> undo(ZHOU));
    test.clock.turn(Duration.ofSeconds(9));
    test.carryOut();

    assertThat(test.till.paidFen()).containsExactly(Map.entry(opened.id(), 3_000L));
    var check = LedgerCheck.run(test.database.reader());
    assertThat(check.differences()).isEmpty();
    assertThat(check.lines()).as("granting, withdrawn, granting, granted").isEqualTo(4);
  }

  @Test
  void aQuestionIsAnsweredInTheCase() {
    var asked = test.decide(opened, ZHOU, decision(Outcome.ASK, "哪一只破了？"));

    var answered = answer("左边那只");

    assertThat(asked.question()).isEqualTo("哪一只破了？");
    assertThat(answered.question()).isNull();
    assertThat(answered.version()).isEqualTo(asked.version() + 1);
    assertThat(test.events(opened.conversation(), EventKind.DECIDE).getLast().body())
        .contains("answer", "左边那只");
    assertRefused(ErrorCode.CONFLICT, () -> answer("右边"));
    assertThat(test.rows("select count(*) from case_word")).isEqualTo(2);
  }

  @Test
  void whatNobodyDecidesInTimeGoesToTheStoreManagerOnce() {
    var one = test.deadlines(test.leases);
    var other = test.deadlines(anotherNode());
    test.clock.turn(Duration.ofMinutes(59));
    assertThat(one.lookAtDue()).isZero();
    test.clock.turn(Duration.ofMinutes(1));

    assertThat(one.lookAtDue() + other.lookAtDue()).isEqualTo(1);

    var passed = test.now(opened);
    assertThat(passed.needs()).isEqualTo("manager");
    assertThat(passed.passedAt()).isEqualTo(test.clock.instant());
    assertThat(passed.dueAt()).isEqualTo(test.clock.instant().plus(Duration.ofMinutes(60)));
    assertThat(codes()).containsExactly("escalated", "case_late");
    test.decide(passed, CHEN, approve());
  }

  @Test
  void aNodeThatStoodStillPassesOnNothingMore() {
    var paused = test.deadlines(test.leases);
    var other = test.deadlines(anotherNode());
    test.clock.turn(Duration.ofMinutes(61));
    var stale = paused.take().orElseThrow();
    test.clock.turn(Duration.ofMinutes(1));
    assertThat(other.take()).as("the lease has run out meanwhile").isPresent();

    assertThat(paused.lookUnder(stale)).isZero();

    assertThat(test.now(opened).needs()).isEqualTo("supervisor");
    assertThat(other.lookAtDue()).isEqualTo(1);
  }

  @Test
  void afterADayItExpiresAndTheShopperIsTold() {
    var deadlines = test.deadlines(test.leases);
    test.clock.turn(Duration.ofHours(1));
    deadlines.lookAtDue();
    test.clock.turn(Duration.ofHours(22));
    assertThat(deadlines.lookAtDue()).isZero();
    test.clock.turn(Duration.ofHours(1));

    assertThat(deadlines.lookAtDue()).isEqualTo(1);

    assertThat(test.now(opened).status()).isEqualTo("expired");
    assertThat(codes()).containsExactly("escalated", "case_late", "case_expired");
    assertRefused(ErrorCode.CONFLICT, () -> test.decide(test.now(opened), CHEN, approve()));
    assertThat(test.open(opened.conversation(), LI, damaged(3_000)).status()).isEqualTo("pending");
  }

  @Test
  void theShopperMayTakeItBackThemselves() {
    withdraw();

    assertThat(test.now(opened).status()).isEqualTo("cancelled");
    assertThat(codes()).containsExactly("escalated", "case_cancelled");
    assertRefused(ErrorCode.CONFLICT, this::withdraw);
    assertRefused(ErrorCode.CONFLICT, () -> test.decide(opened, ZHOU, approve()));
  }

  private Leases anotherNode() {
    return new Leases(test.database.writer(), test.database.transactions(), test.clock::instant);
  }

  private void withdraw() {
    test.conversations()
        .change(
            opened.conversation(),
            change -> {
              test.cases.withdraw(change, XIAOYU, null);
              return true;
            });
  }

  private Case undo(Staff by) {
    return test.conversations()
        .change(opened.conversation(), change -> test.cases.undo(change, by, opened.id()));
  }

  private Case answer(String text) {
    return test.conversations()
        .change(opened.conversation(), change -> test.cases.answer(change, LI, opened.id(), text));
  }

  /// What the shopper was told of the case, in order.
  private List<String> codes() {
    return test.seenByShopper(opened.conversation()).stream()
        .filter(event -> event.kind() == EventKind.SYSTEM)
        .map(Event::body)
        .map(body -> body.replaceAll(".*\"code\":\"([a-z_]+)\".*", "$1"))
        .toList();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(Refusal.class))
        .extracting(Refusal::code)
        .isEqualTo(code);
  }
}
