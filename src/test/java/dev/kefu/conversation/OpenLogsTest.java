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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is kept in memory must never differ from what the database says.
class OpenLogsTest {

  private static final Shopper LILY = shopper("lily");
  private static final Staff LIN = agent("lin");

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
  void aRepeatIsFoundAfterARestart() {
    var first = say(conversations, 1);

    try (var restarted = TestConversations.over(database(), Clock.systemUTC(), _ -> {})) {
      assertThat(say(restarted.conversations(), 1))
          .isEqualTo(new Stored(first.seq(), first.at(), true));
      assertThat(say(restarted.conversations(), 2).seq()).isEqualTo(2);
    }
  }

  @Test
  void aRepeatIsFoundHoweverLongTheLogHasGrownSince() throws Exception {
    var many = 2 * SettledIds.MOST + 100;
    var first = sayAll(conversations, many);

    assertThat(sayAll(conversations, many).values()).allMatch(Stored::duplicate);
    assertThat(conversations.find(lilys).orElseThrow().head()).isEqualTo(many);
    try (var restarted = TestConversations.over(database(), Clock.systemUTC(), _ -> {})) {
      var again = sayAll(restarted.conversations(), many);
      first.forEach((number, stored) ->
          assertThat(again).containsEntry(number, new Stored(stored.seq(), stored.at(), true)));
      assertThat(say(restarted.conversations(), many).seq()).isEqualTo(many + 1);
    }
  }

  /// Up to a number, all at once.
  private Map<Integer, Stored> sayAll(Conversations to, int count) throws Exception {
    var all = new ConcurrentHashMap<Integer, Stored>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var i = 0; i < count; i++) {
        var number = i;
        var _ = threads.submit(() -> all.put(number, say(to, number)));
      }
    }
    assertThat(all).hasSize(count);
    return all;
  }

  @Test
  void theSameMessageSentManyTimesAtOnceIsStoredOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Stored>> tries =
          IntStream.range(0, 100)
              .mapToObj(_ -> (Callable<Stored>) () -> say(conversations, 7))
              .toList();
      var stored = new ArrayList<Stored>();
      for (var done : threads.invokeAll(tries)) {
        stored.add(done.get());
      }

      assertThat(stored).extracting(Stored::seq).containsOnly(1L);
      assertThat(stored).filteredOn(each -> !each.duplicate()).hasSize(1);
    }
  }

  @Test
  void whatARefusedChangeWouldHaveWrittenIsNowhere() {
    say(conversations, 1);

    assertThatThrownBy(() ->
            conversations.change(
                lilys,
                change -> {
                  change.assign(LIN.id());
                  change.tell(EventKind.ASSIGN, Conversations.agent(LIN), Map.of());
                  throw new Refusal(ErrorCode.CONFLICT, "no");
                }))
        .isInstanceOf(Refusal.class);

    assertThat(conversations.find(lilys).orElseThrow().owner()).isNull();
    assertThat(say(conversations, 2).seq()).isEqualTo(2);
    assertThatMemoryAndDatabaseAgree(2);
  }

  @Test
  void whatAFaultyChangeHadWrittenIsNowhere() {
    say(conversations, 1);

    assertThatThrownBy(() ->
            conversations.change(
                lilys,
                change -> {
                  change.tell(EventKind.SYSTEM, Sender.SYSTEM, Map.of());
                  throw new IllegalStateException("a bug");
                }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(say(conversations, 2).seq()).isEqualTo(2);
    assertThatMemoryAndDatabaseAgree(2);
  }

  @Test
  void aChangeSeesInTheDatabaseWhatWasSaidJustBefore() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<Boolean>>();
      for (var i = 0; i < 50; i++) {
        var number = i;
        work.add(() -> say(conversations, number).seq() > 0);
        work.add(() -> conversations.change(lilys, this::agreesWithTheDatabase));
      }
      for (var done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
  }

  private boolean agreesWithTheDatabase(Change change) {
    var head =
        log.database()
            .writer()
            .sql("select coalesce(max(seq), 0) from event where conversation = :id")
            .param("id", lilys.value())
            .query(Long.class)
            .single();
    return head == change.conversation().head();
  }

  @RepeatedTest(5)
  void memoryAndDatabaseAgreeWhateverHappens() {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    try {
      for (var step = 0; step < 120; step++) {
        something(random, step);
      }
      // The last mark is stored once something after it is.
      say(conversations, 1_000);
      assertThatMemoryAndDatabaseAgree(conversations.find(lilys).orElseThrow().head());
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed, e);
    }
  }

  private void something(Random random, int step) {
    switch (random.nextInt(6)) {
      case 0, 1 -> say(conversations, random.nextInt(step + 1));
      case 2 -> note();
      case 3 -> take();
      case 4 -> {
        take();
        conversations.answer(LIN, lilys, "a-" + step + "-000000", TestReplies.cleared("在"), null);
      }
      default -> {
        conversations.mark(LIN, lilys, random.nextInt(step + 2), true);
        assertThat(conversations.unread(lilys, LIN)).isNotNegative();
      }
    }
  }

  private void assertThatMemoryAndDatabaseAgree(long head) {
    try (var other = TestConversations.over(database(), Clock.systemUTC(), _ -> {})) {
      var stored = other.conversations();
      assertThat(conversations.find(lilys)).isEqualTo(stored.find(lilys));
      assertThat(conversations.find(lilys).orElseThrow().head()).isEqualTo(head);
      assertThat(conversations.unread(lilys, LIN)).isEqualTo(stored.unread(lilys, LIN));
      for (var seq = 0L; seq <= head + 1; seq++) {
        assertThat(conversations.after(lilys, seq, 10)).isEqualTo(stored.after(lilys, seq, 10));
        assertThat(conversations.afterForShopper(lilys, seq, 10))
            .isEqualTo(stored.afterForShopper(lilys, seq, 10));
        assertThat(conversations.shopperSeq(lilys, seq)).isEqualTo(stored.shopperSeq(lilys, seq));
      }
    }
  }

  private TestDatabase database() {
    return TestDatabase.create(folder);
  }

  private Stored say(Conversations to, int number) {
    return to.hear(LILY, lilys, "m-" + number + "-000000", new Body.Text("第" + number + "条"));
  }

  private void take() {
    conversations.change(
        lilys,
        change -> {
          change.assign(LIN.id());
          return change.tell(EventKind.ASSIGN, Conversations.agent(LIN), Map.of());
        });
  }

  private void note() {
    conversations.change(
        lilys,
        change -> change.tellStaff(EventKind.NOTE, Conversations.agent(LIN), Map.of("text", "记")));
  }
}
