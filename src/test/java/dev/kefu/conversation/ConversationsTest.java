package dev.kefu.conversation;

import static dev.kefu.conversation.TestConversations.agent;
import static dev.kefu.conversation.TestConversations.shopper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.rulebook.TestReplies;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationsTest {

  private static final Shopper LILY = shopper("lily");
  private static final Shopper MING = shopper("ming");
  private static final Staff LIN = agent("lin");
  private static final Staff LI = agent("li");

  @TempDir Path folder;

  private TestConversations log;
  private Conversations conversations;
  private ConversationId lilys;

  @BeforeEach
  void open() {
    log = TestConversations.create(folder);
    conversations = log.conversations();
    lilys = conversations.open(LILY, Stage.PRE_SALE, Context.NONE).id();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void P_02_messagesAreNumberedFromOneWithoutHoles() {
    var first = say("m-0000001", "这件有黑色M吗？");
    var second = say("m-0000002", "今天能发吗");

    assertThat(first.seq()).isEqualTo(1);
    assertThat(second.seq()).isEqualTo(2);
    assertThat(conversations.after(lilys, 0, 10)).extracting(Event::seq).containsExactly(1L, 2L);
  }

  @Test
  void anOpenConversationIsFoundAgainAndNotDoubled() {
    var again = conversations.open(LILY, Stage.PRE_SALE, Context.NONE);
    var other = conversations.open(LILY, Stage.AFTER_SALE, Context.NONE);

    assertThat(again.id()).isEqualTo(lilys);
    assertThat(other.id()).isNotEqualTo(lilys);
  }

  @Test
  void P_23_theSameMessageAgainFindsTheFirst() {
    var first = say("m-0000001", "有货吗");
    var again = say("m-0000001", "有货吗");

    assertThat(again).isEqualTo(new Stored(first.seq(), first.at(), true));
    assertThat(conversations.after(lilys, 0, 10)).hasSize(1);
  }

  @Test
  void anotherMessageUnderTheSameMidIsRefused() {
    say("m-0000001", "有货吗");

    assertRefused(ErrorCode.MID_CONFLICT, () -> say("m-0000001", "没货吗"));
  }

  @Test
  void twoShoppersMayUseTheSameMid() {
    var mings = conversations.open(MING, Stage.PRE_SALE, Context.NONE).id();
    say("m-0000001", "有货吗");

    var other = conversations.hear(MING, mings, "m-0000001", new Body.Text("在吗"));

    assertThat(other.duplicate()).isFalse();
  }

  @Test
  void somebodyElsesConversationDoesNotExist() {
    assertRefused(
        ErrorCode.NOT_FOUND,
        () -> conversations.hear(MING, lilys, "m-0000009", new Body.Text("偷看")));
    assertThat(conversations.after(lilys, 0, 10)).isEmpty();
  }

  @Test
  void aNoteLeavesNoHoleInWhatTheShopperCounts() {
    say("m-0000001", "有货吗");
    take(LIN);
    conversations.change(
        lilys,
        change ->
            change.tellStaff(EventKind.NOTE, Conversations.agent(LIN), Map.of("text", "老顾客")));
    answer("m-0000002", "有的");

    var seen = conversations.afterForShopper(lilys, 0, 10);

    assertThat(seen).extracting(Event::shopperSeq).containsExactly(1L, 2L, 3L);
    assertThat(seen).extracting(Event::kind).doesNotContain(EventKind.NOTE);
    assertThat(conversations.after(lilys, 0, 10))
        .extracting(Event::seq)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(conversations.afterForShopper(lilys, 2, 10))
        .extracting(Event::shopperSeq)
        .containsExactly(3L);
  }

  @Test
  void whyStaffHaveClosedItIsForStaff() {
    for (var reason : List.of("done", "shopper", "erased", "spam", "买家无理取闹，拉黑")) {
      conversations.change(
          lilys,
          change ->
              change.tell(EventKind.CLOSE, Conversations.agent(LIN), Map.of("reason", reason)));
    }

    assertThat(conversations.afterForShopper(lilys, 0, 10))
        .extracting(
            event -> TestConversations.JSON.readTree(event.body()).path("reason").asString())
        .containsExactly("done", "shopper", "erased", "done", "done");
    assertThat(conversations.after(lilys, 0, 10).getLast().body()).contains("买家无理取闹");
  }

  @Test
  void onlyTheOwnerAnswers() {
    take(LIN);

    assertRefused(
        ErrorCode.FORBIDDEN,
        () -> conversations.answer(LI, lilys, "m-0000003", TestReplies.cleared("我来"), null));
  }

  @Test
  void aReplyWrittenBeforeAColleaguesIsStoppedWithWhatWasMissed() {
    say("m-0000001", "有货吗");
    take(LIN);
    var first = answer("m-0000002", "有的");

    var refusal =
        assertRefused(
            ErrorCode.CONVERSATION_MOVED,
            () ->
                conversations.answer(
                    LIN, lilys, "m-0000003", TestReplies.cleared("没有"), first.seq() - 1));

    assertThat(refusal.details().get("missing"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Event.class))
        .extracting(Event::seq)
        .containsExactly(first.seq());
  }

  @Test
  void nothingIsSaidAfterTheEnd() {
    conversations.change(
        lilys,
        change -> {
          change.close();
          return change.tell(EventKind.CLOSE, Sender.SYSTEM, Map.of());
        });

    assertRefused(ErrorCode.CLOSED, () -> say("m-0000001", "还在吗"));
  }

  @Test
  void aRefusalUndoesWhatTheChangeHadWritten() {
    assertRefused(
        ErrorCode.CONFLICT,
        () ->
            conversations.change(
                lilys,
                change -> {
                  change.tell(EventKind.SYSTEM, Sender.SYSTEM, Map.of("text", "half"));
                  throw new Refusal(ErrorCode.CONFLICT, "no");
                }));

    assertThat(conversations.after(lilys, 0, 10)).isEmpty();
    assertThat(say("m-0000001", "有货吗").seq()).isEqualTo(1);
  }

  @Test
  void aFailingChangeDoesNotTakeOthersDownWithIt() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var bad =
          threads.submit(() ->
              conversations.change(
                  lilys,
                  _ ->
                      log.database()
                          .writer()
                          .sql("insert into event (conversation) values ('x')")
                          .update()));
      var good =
          IntStream.range(0, 20)
              .mapToObj(i -> threads.submit(() -> say("m-10000" + i, "在吗")))
              .toList();

      for (var stored : good) {
        assertThat(stored.get().duplicate()).isFalse();
      }
      assertThatThrownBy(bad::get).hasCauseInstanceOf(Refusal.class);
    }
    assertThat(conversations.after(lilys, 0, 100)).hasSize(20);
  }

  @Test
  void aCommandIsCarriedOutOnceForItsKey() {
    var runs = new AtomicInteger();
    var key = new CommandKey("usr_lin", "c-1", "take");

    var first = conversations.changeOnce(lilys, key, Integer.class, _ -> runs.incrementAndGet());
    var again = conversations.changeOnce(lilys, key, Integer.class, _ -> runs.incrementAndGet());

    assertThat(again).isEqualTo(first).isEqualTo(1);
    assertRefused(
        ErrorCode.CONFLICT,
        () ->
            conversations.changeOnce(
                lilys, new CommandKey("usr_lin", "c-1", "close"), Integer.class, _ -> 2));
  }

  @Test
  void manyWritersShareOneUnbrokenNumbering() throws Exception {
    var senders = 16L;
    var each = 50;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Long>> work =
          LongStream.range(0, senders * each)
              .mapToObj(i -> (Callable<Long>) () -> say("m-2000" + i, "第" + i + "条").seq())
              .toList();
      for (var done : threads.invokeAll(work)) {
        done.get();
      }
    }

    var stored =
        log.database()
            .reader()
            .sql("select seq from event where conversation = :id order by seq")
            .param("id", lilys.value())
            .query(Long.class)
            .list();

    assertThat(stored)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, senders * each).boxed().toList());
  }

  @Test
  void P_22_eventsAreToldAfterTheyAreDurableAndInOrder() {
    say("m-0000001", "一");
    say("m-0000002", "二");

    assertThat(log.published()).containsExactly(grew(lilys, 1), grew(lilys, 2));
  }

  @Test
  void theClockOfWaitingStartsWithTheFirstUnansweredMessage() {
    var first = say("m-0000001", "在吗");
    say("m-0000002", "在吗在吗");
    assertThat(conversations.find(lilys).orElseThrow().waitingSince()).isEqualTo(first.at());

    take(LIN);
    answer("m-0000003", "在的");

    assertThat(conversations.find(lilys).orElseThrow().waitingSince()).isNull();
  }

  @Test
  void marksNeverFallAndNeverPassTheEnd() {
    say("m-0000001", "一");
    say("m-0000002", "二");
    take(LIN);

    conversations.mark(LIN, lilys, 99, true);
    conversations.mark(LIN, lilys, 1, true);
    // Nobody waits for a mark; what is stored after it comes after it.
    say("m-0000003", "三");

    assertThat(conversations.unread(lilys, LIN)).isEqualTo(1);
    assertThat(conversations.unread(lilys, LI)).isEqualTo(3);
    assertThat(
            log.published().stream().filter(MarkMoved.class::isInstance).map(MarkMoved.class::cast))
        .isNotEmpty()
        .allMatch(moved -> moved.seq() >= 2);
  }

  @Test
  void aSecondConversationStandsInTheWayOfReopeningTheFirst() {
    conversations.change(
        lilys,
        change -> {
          change.close();
          return change.tell(EventKind.CLOSE, Sender.SYSTEM, Map.of());
        });
    conversations.open(LILY, Stage.PRE_SALE, Context.NONE);

    assertRefused(
        ErrorCode.CONFLICT,
        () ->
            conversations.change(
                lilys,
                change -> {
                  change.reopen(change.conversation().shopper());
                  return 0;
                }));
  }

  @Nested
  class WhenTheMachinesClockStepsBack {

    @Test
    void timesShownStayInTheOrderOfTheNumbers() {
      var now = new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
      try (var database = TestDatabase.create(folder.resolve("clock"));
          var turned = TestConversations.over(database, turning(now), _ -> {})) {
        var id = turned.conversations().open(LILY, Stage.PRE_SALE, Context.NONE).id();
        turned.conversations().hear(LILY, id, "m-0000001", new Body.Text("一"));
        now.set(Instant.parse("2026-11-22T10:00:00Z"));

        var later = turned.conversations().hear(LILY, id, "m-0000002", new Body.Text("二"));

        assertThat(later.seq()).isEqualTo(2);
        assertThat(later.at()).isEqualTo(Instant.parse("2026-11-23T10:00:00Z"));
      }
    }

    private static Clock turning(AtomicReference<Instant> now) {
      return new Clock() {
        @Override
        public ZoneOffset getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now.get();
        }
      };
    }
  }

  private static LogsGrew grew(ConversationId id, long head) {
    return new LogsGrew(List.of(new LogsGrew.Log(id, head)));
  }

  private Stored say(String mid, String text) {
    return conversations.hear(LILY, lilys, mid, new Body.Text(text));
  }

  private Stored answer(String mid, String text) {
    return conversations.answer(LIN, lilys, mid, TestReplies.cleared(text), null);
  }

  private void take(Staff staff) {
    conversations.change(
        lilys,
        change -> {
          change.assign(staff.id());
          return change.tell(EventKind.ASSIGN, Conversations.agent(staff), Map.of());
        });
  }

  private static Refusal assertRefused(ErrorCode code, ThrowingCallable call) {
    var thrown = org.assertj.core.api.Assertions.catchThrowable(call);
    assertThat(thrown).isInstanceOf(Refusal.class);
    assertThat(((Refusal) thrown).code()).isEqualTo(code);
    return (Refusal) thrown;
  }
}
