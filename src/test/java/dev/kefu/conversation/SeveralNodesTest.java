package dev.kefu.conversation;

import static dev.kefu.conversation.TestConversations.agent;
import static dev.kefu.conversation.TestConversations.shopper;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Three nodes over one PostgreSQL, without a bus between them: what has to hold whoever hears of
/// whom, and when.
class SeveralNodesTest {

  private static final long SEED = Long.getLong("kefu.nodes.seed", System.nanoTime());
  private static final int RACES = Integer.getInteger("kefu.nodes.races", 200);
  private static final int MESSAGES = Integer.getInteger("kefu.nodes.messages", 3_000);
  private static final int NODES = 3;

  private static final Shopper LILY = shopper("lily");
  private static final Shopper MING = shopper("ming");
  private static final Staff LIN = agent("lin");

  @TempDir Path folder;

  private final List<TestConversations> nodes = new ArrayList<>();

  @BeforeEach
  void open() {
    for (var i = 0; i < NODES; i++) {
      nodes.add(
          TestConversations.over(TestDatabase.onPostgres(folder), Clock.systemUTC(), _ -> {}));
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(TestConversations::close);
  }

  private Conversations node(int number) {
    return nodes.get(number % NODES).conversations();
  }

  @Test
  void whatIsSaidOnSeveralNodesIsNumberedWithoutHoles() {
    var id = opened(LILY);

    for (var i = 0; i < 3 * NODES; i++) {
      assertThat(say(node(i), LILY, id, mid(i)).seq()).isEqualTo(i + 1L);
    }
  }

  @Test
  void theSameMessageOnAnotherNodeFindsTheFirst() {
    var id = opened(LILY);
    say(node(1), LILY, id, mid(1));
    var first = say(node(0), LILY, id, mid(2));
    say(node(0), LILY, id, mid(3));

    var again = say(node(1), LILY, id, mid(2));

    assertThat(again).isEqualTo(new Stored(first.seq(), first.at(), true));
    assertRefused(
        ErrorCode.MID_CONFLICT,
        () -> node(2).hear(LILY, id, mid(2), new Body.Text("something else")));
  }

  @Test
  void whoLostAConversationOnAnotherNodeCannotAnswer() {
    var id = opened(LILY);
    take(node(0), id, LIN);
    node(0).answer(LIN, id, mid(1), TestReplies.cleared("在的"), null);

    take(node(1), id, agent("li"));

    assertRefused(
        ErrorCode.FORBIDDEN,
        () -> node(0).answer(LIN, id, mid(2), TestReplies.cleared("有货"), null));
  }

  @Test
  void aColleaguesReplyOnAnotherNodeIsSeenBeforeOnesOwn() {
    var id = opened(LILY);
    take(node(0), id, LIN);
    var seen = node(0).answer(LIN, id, mid(1), TestReplies.cleared("在的"), null).seq();

    node(1).answer(LIN, id, mid(2), TestReplies.cleared("有货"), seen);

    assertRefused(
        ErrorCode.CONVERSATION_MOVED,
        () -> node(0).answer(LIN, id, mid(3), TestReplies.cleared("没货"), seen));
  }

  @Test
  void whatAnotherNodeWroteIsShownOnceItWasHeardOf() {
    var id = opened(LILY);
    say(node(0), LILY, id, mid(1));
    say(node(1), LILY, id, mid(2));

    node(0).heard(id, 2);

    assertThat(node(0).find(id).orElseThrow().head()).isEqualTo(2);
    assertThat(node(0).after(id, 0, 10)).extracting(Event::mid).containsExactly(mid(1), mid(2));
    assertThat(node(0).unread(id, LIN)).isEqualTo(2);
  }

  @Test
  void askingWhereLogsStandIsHearing() {
    var id = opened(LILY);
    say(node(0), LILY, id, mid(1));
    say(node(1), LILY, id, mid(2));

    node(0).heads(List.of(id));

    assertThat(node(0).find(id).orElseThrow().head()).isEqualTo(2);
  }

  @Test
  void aNodeThatMissedManyReadsThemAll() {
    var id = opened(LILY);
    say(node(0), LILY, id, "first-message");
    for (var i = 0; i < 150; i++) {
      say(node(1), LILY, id, mid(i));
    }

    assertThat(say(node(0), LILY, id, mid(7)).duplicate()).isTrue();
    assertThat(say(node(0), LILY, id, "last-message").seq()).isEqualTo(152);
  }

  @Test
  void ofManyWhoTakeOneConversationOnDifferentNodesExactlyOneDoes() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var race = 0; race < RACES; race++) {
        var id = opened(shopper("racer" + race));
        var tries = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < NODES; i++) {
          var node = node(i);
          var who = agent("runner" + i);
          tries.add(() -> takesIt(node, id, who));
        }
        var won = 0;
        for (var attempt : threads.invokeAll(tries)) {
          won += attempt.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(1);
        assertThat(node(race).after(id, 0, 10)).hasSize(1);
      }
    }
  }

  /// Whoever finds it without an owner takes it, as the desk does.
  private static boolean takesIt(Conversations node, ConversationId id, Staff who) {
    return node.change(
        id,
        change -> {
          if (change.conversation().owner() != null) {
            return false;
          }
          change.assign(who.id());
          change.tell(EventKind.ASSIGN, Conversations.agent(who), Map.of());
          return true;
        });
  }

  @Test
  void messagesGoOnWhileAnotherNodeHasTheWritingToItself() throws Exception {
    var id = opened(LILY);
    var mings = opened(MING);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var taking = new AtomicReference<Future<?>>();
      nodes
          .get(1)
          .database()
          .transactions()
          .executeWithoutResult(_ -> {
            taking.set(threads.submit(() -> take(node(0), id, LIN)));
            for (var i = 0; i < 10; i++) {
              say(node(0), MING, mings, mid(i));
            }
            say(node(2), LILY, id, mid(0));
            assertThat(taking.get().isDone()).isFalse();
          });
      taking.get().get();
    }

    assertThat(all(id))
        .extracting(Event::kind)
        .containsExactly(EventKind.MESSAGE, EventKind.ASSIGN);
  }

  @Test
  void aConversationAnotherNodeStandsStillWithHoldsNobodyElseUp() throws Exception {
    var id = opened(LILY);
    var mings = opened(MING);
    var said = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var standing = nodes.get(1).database().writers().getConnection();
        var lock = standing.createStatement()) {
      standing.setAutoCommit(false);
      lock.execute("select id from conversation where id = '%s' for update".formatted(id.value()));
      var held = threads.submit(() -> say(node(0), LILY, id, mid(0)));
      while (!held.isDone()) {
        say(node(0), MING, mings, mid(said++));
      }
      standing.rollback();

      assertThatThrownBy(held::get).hasCauseInstanceOf(Refusal.class);
    }

    assertThat(say(node(0), LILY, id, mid(0)).seq()).isEqualTo(1);
    assertThat(all(mings)).hasSize(said);
  }

  @Test
  void workOnOneConversationIsUndoneWithoutHarmToWhatCameBefore() throws Exception {
    var id = opened(LILY);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Callable<Void>>();
      for (var i = 0; i < 300; i++) {
        var node = node(i);
        var number = i;
        tries.add(() -> {
          if (number % 3 == 0) {
            assertRefused(ErrorCode.CONFLICT, () -> node.changeOnly(id, SeveralNodesTest::fails));
          } else {
            say(node, LILY, id, mid(number));
          }
          return null;
        });
      }
      for (var attempt : threads.invokeAll(tries)) {
        ended(attempt::get);
      }
    }

    var events = all(id);
    assertThat(events).hasSize(200);
    assertThat(events).extracting(Event::kind).containsOnly(EventKind.MESSAGE);
    assertThat(events.getLast().seq()).isEqualTo(200);
  }

  private static Void fails(Change change) {
    change.tell(EventKind.NOTE, Sender.SYSTEM, Map.of());
    throw new Refusal(ErrorCode.CONFLICT, "no");
  }

  @Test
  void thousandsOfMessagesOnAllNodesAreEachStoredOnceAndInOneOrder() throws Exception {
    System.out.println("kefu.nodes.seed=" + SEED);
    var shoppers = new ArrayList<Shopper>();
    var ids = new ArrayList<ConversationId>();
    for (var i = 0; i < 12; i++) {
      shoppers.add(shopper("crowd" + i));
      ids.add(opened(shoppers.get(i)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var seeds = new SplittableRandom(SEED);
      var talks = new ArrayList<Callable<Void>>();
      for (var talk = 0; talk < 48; talk++) {
        var random = seeds.split();
        var name = "talk" + talk + "-";
        talks.add(() -> talk(random, shoppers, ids, name));
      }
      for (var talk : threads.invokeAll(talks)) {
        ended(talk::get);
      }
    }
    var stored = 0L;
    for (var id : ids) {
      var events = all(id);
      stored += events.size();
      assertThat(events)
          .extracting(Event::seq)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
      assertThat(events).extracting(Event::mid).doesNotHaveDuplicates();
    }
    assertThat(stored).isEqualTo(48L * (MESSAGES / 48));
  }

  /// Says everything twice, the second time on another node.
  private Void talk(
      SplittableRandom random, List<Shopper> shoppers, List<ConversationId> ids, String name) {
    for (var i = 0; i < MESSAGES / 48; i++) {
      var whose = random.nextInt(ids.size());
      var on = random.nextInt(NODES);
      var first = say(node(on), shoppers.get(whose), ids.get(whose), name + i);
      var again = say(node(on + 1), shoppers.get(whose), ids.get(whose), name + i);
      assertThat(again).isEqualTo(new Stored(first.seq(), first.at(), true));
    }
    return null;
  }

  private List<Event> all(ConversationId id) {
    var all = new ArrayList<Event>();
    node(0).heads(List.of(id));
    var page = node(0).after(id, 0, Conversations.MAX_PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = node(0).after(id, all.size(), Conversations.MAX_PAGE);
    }
    return all;
  }

  @Test
  void marksRaisedOnAllNodesAtOnceStandAtTheFurthest() throws Exception {
    System.out.println("kefu.nodes.seed=" + SEED);
    var ids = new ArrayList<ConversationId>();
    for (var i = 0; i < 6; i++) {
      var shopper = shopper("reader" + i);
      ids.add(opened(shopper));
      for (var word = 1; word <= 20; word++) {
        say(node(i), shopper, ids.get(i), mid(word));
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var seeds = new SplittableRandom(SEED);
      for (var i = 0; i < 24; i++) {
        var random = seeds.split();
        var node = node(i);
        var _ =
            threads.submit(() -> {
              for (var mark = 0; mark < 100; mark++) {
                var id = ids.get(random.nextInt(ids.size()));
                node.mark(LIN, id, random.nextInt(19), random.nextBoolean());
              }
              ids.forEach(id -> node.mark(LIN, id, 19, true));
            });
      }
    }

    for (var id : ids) {
      var conversation = node(0).find(id).orElseThrow();
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> node(0).delivered(conversation, Side.STAFF) == 19);
      assertThat(node(1).readBy(conversation, Side.STAFF))
          .contains(new MarkMoved(id, LIN.id().value(), 19));
    }
  }

  private interface Ending {
    void await() throws InterruptedException, ExecutionException;
  }

  private static void ended(Ending ending) throws Exception {
    try {
      ending.await();
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    }
  }

  private ConversationId opened(Shopper shopper) {
    return node(0).open(shopper, Stage.PRE_SALE, Context.NONE).id();
  }

  private static Stored say(Conversations node, Shopper shopper, ConversationId id, String mid) {
    return node.hear(shopper, id, mid, new Body.Text(mid));
  }

  private static void take(Conversations node, ConversationId id, Staff staff) {
    node.change(
        id,
        change -> {
          change.assign(staff.id());
          return change.tell(EventKind.ASSIGN, Conversations.agent(staff), Map.of());
        });
  }

  private static void assertRefused(ErrorCode code, Runnable deed) {
    assertThatThrownBy(deed::run)
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }

  private static String mid(int number) {
    return "m-%07d".formatted(number);
  }
}
