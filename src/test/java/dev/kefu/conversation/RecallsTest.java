package dev.kefu.conversation;

import static dev.kefu.conversation.TestConversations.agent;
import static dev.kefu.conversation.TestConversations.shopper;
import static dev.kefu.conversation.TestConversations.staff;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Actor;
import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallsTest {

  private static final Shopper LILY = shopper("lily");
  private static final Staff LIN = agent("lin");
  private static final Staff CHEN = staff("chen", "pre_sale", Role.SUPERVISOR);
  private static final String GONE = "{\"kind\":\"withdrawn\",\"why\":\"recalled\"}";

  @TempDir Path folder;

  private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-23T10:00:00Z"));
  private TestDatabase database;
  private TestConversations log;
  private Conversations conversations;
  private Recalls recalls;
  private ConversationId lilys;

  @BeforeEach
  void lilySaysTwoThingsAroundANote() {
    database = TestDatabase.create(folder);
    log = TestConversations.over(database, clock, _ -> {});
    conversations = log.conversations();
    recalls = new Recalls(database.writer(), clock);
    lilys = conversations.open(LILY, Stage.PRE_SALE, Context.NONE).id();
    conversations.hear(LILY, lilys, "m-0000001", new Body.Text("有货吗"));
    conversations.change(
        lilys,
        change -> change.tellStaff(EventKind.NOTE, Conversations.agent(LIN), Map.of("text", "老客")));
    conversations.hear(LILY, lilys, "m-0000002", new Body.Text("我的电话是多少来着"));
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void whatWasTakenBackIsInNoLogAnyMoreAndItsPlaceStays() {
    recall(LILY, 2);

    assertThat(conversations.after(lilys, 0, 10).stream().map(Event::seq))
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(conversations.after(lilys, 2, 1).getFirst().body()).isEqualTo(GONE);
    assertThat(conversations.afterForShopper(lilys, 1, 1).getFirst().body()).isEqualTo(GONE);
    assertThat(
            database.reader().sql("select body from event").query(String.class).list().toString())
        .doesNotContain("电话");
  }

  @Test
  void theLogSaysWhichItWasAsEachSideCounts() {
    var told = recall(LILY, 2);

    assertThat(told.kind()).isEqualTo(EventKind.RECALL);
    assertThat(told.body()).isEqualTo("{\"seq\":3,\"shopper_seq\":2}");
    assertThat(new Withdrawal(3, 2).forShopper().seq()).isEqualTo(2);
  }

  @Test
  void theLineOfTheConversationNoLongerShowsIt() {
    recall(LILY, 2);

    assertThat(conversations.find(lilys).orElseThrow().lastText()).isEqualTo("[已撤回]");
  }

  @Test
  void whatWasSaidSinceStaysInTheLine() {
    conversations.hear(LILY, lilys, "m-0000003", new Body.Text("在吗"));

    recall(LILY, 2);

    assertThat(conversations.find(lilys).orElseThrow().lastText()).isEqualTo("在吗");
  }

  @Test
  void forADisputeItIsKeptApart() {
    recall(LILY, 2);

    assertThat(
            database
                .reader()
                .sql("select body from withdrawn_message")
                .query(String.class)
                .single())
        .contains("我的电话是多少来着");
  }

  @Test
  void sentAgainByALateRetryItIsStillTheSameMessage() {
    recall(LILY, 2);

    var again = conversations.hear(LILY, lilys, "m-0000002", new Body.Text("我的电话是多少来着"));

    assertThat(again.duplicate()).isTrue();
    assertThat(again.seq()).isEqualTo(2);
  }

  @Test
  void afterTwoMinutesItStands() {
    clock.turn(Recalls.WITHIN);
    recall(LILY, 1);
    clock.turn(java.time.Duration.ofMillis(1));

    refused(() -> recall(LILY, 2), ErrorCode.FORBIDDEN);
    assertThat(conversations.after(lilys, 2, 1).getFirst().body()).contains("电话");
  }

  @Test
  void onlyOnesOwnIsTakenBack() {
    refused(() -> recall(shopper("ming"), 2), ErrorCode.NOT_FOUND);
    conversations.change(
        lilys,
        change -> {
          change.assign(LIN.id());
          return 0;
        });

    refused(() -> recall(LIN, 3), ErrorCode.FORBIDDEN);
    refused(() -> recall(CHEN, 3), ErrorCode.FORBIDDEN);
  }

  @Test
  void whatIsNoMessageOrNotThereIsNotFound() {
    refused(() -> recall(LIN, 2), ErrorCode.NOT_FOUND);
    refused(() -> recall(LILY, 3), ErrorCode.NOT_FOUND);
    refused(() -> recall(LILY, 99), ErrorCode.NOT_FOUND);
  }

  @Test
  void takenBackTwiceIsToldSo() {
    recall(LILY, 2);

    refused(() -> recall(LILY, 2), ErrorCode.CONFLICT);
  }

  private Event recall(Actor by, long seq) {
    return conversations.change(lilys, change -> recalls.recall(change, by, seq));
  }

  private static void refused(ThrowingCallable work, ErrorCode code) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
