package dev.kefu.escalation;

import static dev.kefu.escalation.TestCases.CHEN;
import static dev.kefu.escalation.TestCases.LI;
import static dev.kefu.escalation.TestCases.ZHOU;
import static dev.kefu.escalation.TestCases.damaged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.Refusal;
import dev.kefu.conversation.TestConversations;
import dev.kefu.escalation.UnansweredGrants.Outcome;
import dev.kefu.escalation.UnansweredGrants.UnansweredGrant;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shop never answers for goes to people.
@NullMarked
class UnansweredGrantsTest {

  private static final Duration PAST_THE_LEASE = Duration.ofMinutes(6);

  private final TestCases test;
  private final UnansweredGrants grants;

  UnansweredGrantsTest(@TempDir Path folder) {
    test = TestCases.create(folder);
    grants =
        new UnansweredGrants(
            test.database.writer(),
            test.database.reader(),
            test.log.conversations(),
            test.database.transactions(),
            new News(test.log.published()::add),
            TestConversations.JSON,
            test.clock::instant);
  }

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void P_58_whatTheShopNeverAnswersIsEndedByAPerson() {
    var conversation = test.conversation(LI);
    var opened = unanswered(test.open(conversation, LI, damaged(1_000)));
    var waiting = only();

    grants.resolve(ZHOU, waiting.id(), Outcome.PAID, "PAY-1", "在支付后台查到");
    test.till.answersOnly(new Random(1), 1);
    test.clock.turn(PAST_THE_LEASE);
    test.carryOut();

    assertThat(waiting.told()).isEqualTo("no answer, nothing paid");
    assertThat(test.now(opened).grant()).isEqualTo("granted");
    assertThat(test.now(opened).status()).isEqualTo("granted");
    assertThat(test.till.paidFen()).as("nobody asks to pay any more").isEmpty();
    assertThat(test.seenByShopper(conversation).getLast().body()).contains("PAY-1");
    assertThat(LedgerCheck.run(test.database.reader()).differences()).isEmpty();
    assertThat(grants.list(false, 10)).isEmpty();
    assertThat(grants.list(true, 10).getFirst().remark()).isEqualTo("在支付后台查到");
    assertThatThrownBy(() -> grants.resolve(CHEN, waiting.id(), Outcome.NOT_PAID, null, "再认定一次"))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void whatWasNotPaidMayBeClaimedAgain() {
    var conversation = test.conversation(LI);
    unanswered(test.open(conversation, LI, damaged(1_000)));

    grants.resolve(CHEN, only().id(), Outcome.NOT_PAID, null, "后台没有这笔");
    test.till.answersOnly(new Random(1), 1);
    test.clock.turn(Duration.ofMinutes(11));
    var again = test.open(conversation, LI, damaged(1_000));
    test.carryOut();

    assertThat(test.now(again).grant()).isEqualTo("granted");
    assertThat(test.till.paidFen()).containsOnlyKeys(again.id());
    assertThat(LedgerCheck.run(test.database.reader()).differences()).isEmpty();
  }

  @Test
  void whileTheShopIsBeingAskedNobodySaysHowItEnded() {
    unanswered(test.open(test.conversation(LI), LI, damaged(1_000)));
    var id = only().id();
    test.clock.turn(PAST_THE_LEASE);
    var rows = new Grants(test.database.writer());
    var held = rows.lease(test.clock.instant(), Duration.ofSeconds(30)).orElseThrow();

    assertThatThrownBy(() -> grants.resolve(ZHOU, id, Outcome.NOT_PAID, null, "没有"))
        .isInstanceOf(Refusal.class);
    test.clock.turn(Duration.ofSeconds(31));
    grants.resolve(ZHOU, id, Outcome.NOT_PAID, null, "没有");

    assertThat(rows.end(held, "granted", "late", "", test.clock.instant())).isFalse();
    assertThat(grants.list(true, 10)).hasSize(1);
  }

  @Test
  void theShopIsAskedAgainAtOnceWhenSomebodyWantsToKnow() {
    var opened = unanswered(test.open(test.conversation(LI), LI, damaged(1_000)));
    test.till.answersOnly(new Random(1), 1);
    test.carryOut();
    assertThat(test.now(opened).grant()).as("its pause is not over").isEqualTo("unknown");

    grants.askAgain(only().id());
    test.carryOut();

    assertThat(test.now(opened).grant()).isEqualTo("granted");
    assertThatThrownBy(() -> grants.askAgain("grant_none")).isInstanceOf(Refusal.class);
  }

  @Test
  void whoGrantedAloneDoesNotSayHowItEnded() {
    var opened = test.open(test.conversation(ZHOU), ZHOU, damaged(1_000));
    assertThat(opened.status()).isEqualTo("granted");
    unanswered(opened);

    assertThatThrownBy(() -> grants.resolve(ZHOU, only().id(), Outcome.PAID, null, "付了"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("自己");
    assertThatThrownBy(() -> grants.resolve(LI, only().id(), Outcome.PAID, null, "付了"))
        .isInstanceOf(Refusal.class);
    assertThat(grants.resolve(CHEN, only().id(), Outcome.PAID, null, "付了").resolvedBy())
        .isEqualTo(CHEN.id().value());
  }

  private Case unanswered(Case opened) {
    test.till.answersOnly(new Random(1), 0);
    test.carryOut();
    assertThat(test.now(opened).grant()).isEqualTo("unknown");
    return opened;
  }

  private UnansweredGrant only() {
    assertThat(grants.list(false, 10)).hasSize(1);
    return grants.list(false, 10).getFirst();
  }
}
