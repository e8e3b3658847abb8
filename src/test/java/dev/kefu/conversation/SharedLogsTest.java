package dev.kefu.conversation;

import static dev.kefu.conversation.TestConversations.agent;
import static dev.kefu.conversation.TestConversations.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.cluster.TestBus;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nodes over one PostgreSQL that share what they have committed: they need not ask for it, and
/// know the same whatever of it is lost.
class SharedLogsTest {

  private static final long SEED = Long.getLong("kefu.nodes.seed", System.nanoTime());
  private static final int NODES = 3;
  private static final int TALKS = 24;
  private static final int WORDS = 50;

  private static final Shopper LILY = shopper("lily");
  private static final Staff LIN = agent("lin");
  private static final Staff LI = agent("li");

  @TempDir Path folder;

  private final List<TestConversations> nodes = new ArrayList<>();
  private final AtomicBoolean lost = new AtomicBoolean();
  private ConversationId lilys;

  @BeforeEach
  void open() {
    join(new TestBus(lost::get));
    lilys = node(0).open(LILY, Stage.PRE_SALE, Context.NONE).id();
  }

  private void join(TestBus bus) {
    for (var i = 0; i < NODES; i++) {
      nodes.add(
          TestConversations.over(
              TestDatabase.onPostgres(folder), Clock.systemUTC(), bus.join(), _ -> {}));
    }
  }

  @AfterEach
  void close() {
    nodes.forEach(TestConversations::close);
  }

  private Conversations node(int number) {
    return nodes.get(number).conversations();
  }

  @Test
  void whatAnotherNodeHasCommittedIsKnownWithoutTheDatabase() {
    say(0, 1);
    take(0);

    changeBehindTheirBacks();

    assertThat(node(1).find(lilys).orElseThrow().owner()).isEqualTo(LIN.id());
    assertThat(node(1).find(lilys)).isEqualTo(node(0).find(lilys));
    assertThat(node(1).after(lilys, 0, 10)).isEqualTo(node(0).after(lilys, 0, 10)).hasSize(2);
  }

  /// Who still shows what was said has not asked.
  private void changeBehindTheirBacks() {
    var database = nodes.getFirst().database().writer();
    database.sql("update event set body = '{}'").update();
    database.sql("update conversation set last_text = '', owner = null").update();
  }

  @Test
  void whatWasLostIsReadOnceItIsHeardOf() {
    say(0, 1);
    lost.set(true);
    say(0, 2);
    lost.set(false);

    node(1).heard(lilys, 2);

    assertThat(mids(1)).containsExactly(mid(1), mid(2));
  }

  @Test
  void whatComesAfterSomethingLostHidesNothing() {
    say(0, 1);
    lost.set(true);
    say(0, 2);
    lost.set(false);
    say(0, 3);

    assertThat(mids(1)).containsExactly(mid(1), mid(2), mid(3));
    assertThat(node(1).unread(lilys, LIN)).isEqualTo(3);
  }

  @Test
  void whoWritesFindsARepeatOfWhatAnotherNodeHasShared() {
    say(1, 1);
    var first = say(0, 2);

    assertThat(say(1, 2)).isEqualTo(new Stored(first.seq(), first.at(), true));
    assertThat(say(1, 3).seq()).isEqualTo(3);
  }

  @Test
  void whoWritesFindsARepeatOfWhatWasLost() {
    say(1, 1);
    lost.set(true);
    var first = say(0, 2);
    lost.set(false);
    say(0, 3);

    assertThat(say(1, 2)).isEqualTo(new Stored(first.seq(), first.at(), true));
    assertThat(say(1, 3).duplicate()).isTrue();
    assertThat(say(1, 4).seq()).isEqualTo(4);
  }

  @Test
  void wordsThatWereTakenBackAreNotKeptElsewhere() {
    say(0, 1);
    say(0, 2);

    node(0)
        .change(
            lilys,
            change -> change.withdraw(Conversations.agent(LIN), 1, new Body.Withdrawn("recalled")));

    var bodies = node(1).after(lilys, 0, 10).stream().map(Event::body).toList();
    assertThat(bodies).hasSize(3);
    assertThat(bodies.getFirst()).doesNotContain(mid(1));
  }

  @Test
  void whoReadsWhatWasSaidAfterAHandOverKnowsOfTheHandOver() {
    lost.set(true);
    say(0, 1);
    lost.set(false);
    take(0, LIN);
    lost.set(true);
    take(0, LI);
    say(0, 2);
    assertThat(node(1).find(lilys).orElseThrow().owner()).isEqualTo(LIN.id());

    // Further back than memory reaches.
    assertThat(node(1).after(lilys, 0, 10)).hasSize(4);

    assertThat(node(1).find(lilys).orElseThrow().owner()).isEqualTo(LI.id());
  }

  @Test
  void whoWouldBeRefusedIsLookedUpOnceMore() {
    take(0, LIN);
    lost.set(true);
    take(0, LI);

    assertThat(node(1).find(lilys).orElseThrow().owner()).isEqualTo(LIN.id());
    assertThat(node(1).findAnew(lilys).orElseThrow().owner()).isEqualTo(LI.id());
  }

  @Test
  void whatIsDoubtedIsAskedForUntilItIsWrittenHere() {
    say(0, 1);
    say(1, 2);
    lost.set(true);
    take(0, LIN);

    node(1).doubtAll();
    node(2).doubtAll();
    assertThat(node(1).find(lilys).orElseThrow().owner()).isEqualTo(LIN.id());
    assertThat(node(2).find(lilys).orElseThrow().owner()).isEqualTo(LIN.id());

    say(1, 3);
    changeBehindTheirBacks();
    assertThat(node(1).find(lilys).orElseThrow().owner()).isEqualTo(LIN.id());
    assertThat(node(2).find(lilys).orElseThrow().owner()).isNull();
  }

  @Test
  void whoTouchedALogAndWroteNothingDoesNotUndoWhatIsSharedMeanwhile() {
    var log = KnownLog.of(growth(lilys, 1));
    var touched = log.committed().conversation();
    log.take(growth(lilys, 2));

    log.grow(touched, List.of());

    assertThat(log.head()).isEqualTo(2);
    assertThat(log.committed().after(1, 10).orElseThrow())
        .extracting(Event::seq)
        .containsExactly(2L);
  }

  @Test
  void whatComesLateDoesNotPassForNew() {
    var furthest = new Furthest(2);
    furthest.is(lilys, 12);
    furthest.is(lilys, 11);

    var late = KnownLog.of(growth(lilys, 11));
    late.heard(furthest.of(lilys));

    assertThat(late.isBehind()).isTrue();
  }

  @Test
  void whatWasNeverHeardOfAgainIsForgotten() {
    var many = IntStream.range(0, 9_000).mapToObj(i -> new ConversationId("cnv_" + i)).toList();
    var seen = new ArrayList<KnownLog>();
    var recent = new RecentEvents(seen::add);

    for (var id : many) {
      var log = KnownLog.of(growth(id, 1));
      recent.add(log, log.committed().tail());
    }

    assertThat(seen).hasSize(9_000 - RecentEvents.MAX);
    assertThat(seen).allSatisfy(log -> assertThat(log.committed().tail()).isEmpty());
  }

  @Test
  void allNodesKnowTheSameHoweverMuchOfItIsLost() throws Exception {
    System.out.println("kefu.nodes.seed=" + SEED);
    close();
    nodes.clear();
    var losing = new SplittableRandom(SEED);
    join(
        new TestBus(() -> {
          synchronized (losing) {
            return losing.nextInt(5) == 0;
          }
        }));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var seeds = new SplittableRandom(SEED);
      var talks = new ArrayList<Callable<Void>>();
      for (var talk = 0; talk < TALKS; talk++) {
        var random = seeds.split();
        var first = talk * WORDS;
        talks.add(() -> talk(random, first));
      }
      for (var talk : threads.invokeAll(talks)) {
        talk.get();
      }
    }

    for (var i = 0; i < NODES; i++) {
      node(i).heads(List.of(lilys));
      assertThat(all(i))
          .extracting(Event::seq)
          .containsExactlyElementsOf(
              LongStream.rangeClosed(1, (long) TALKS * WORDS).boxed().toList());
      assertThat(all(i)).isEqualTo(all(0));
      assertThat(node(i).find(lilys)).isEqualTo(node(0).find(lilys));
    }
  }

  /// Says everything twice, the second time on another node.
  private Void talk(SplittableRandom random, int first) {
    for (var i = first; i < first + WORDS; i++) {
      var on = random.nextInt(NODES);
      var stored = say(on, i);
      assertThat(say((on + 1) % NODES, i)).isEqualTo(new Stored(stored.seq(), stored.at(), true));
    }
    return null;
  }

  private List<Event> all(int node) {
    var all = new ArrayList<Event>();
    var page = node(node).after(lilys, 0, Conversations.MAX_PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      page = node(node).after(lilys, all.size(), Conversations.MAX_PAGE);
    }
    return all;
  }

  private static Growth growth(ConversationId id, long head) {
    var at = Clock.systemUTC().instant();
    var conversation =
        new Conversation(
            id,
            LILY,
            Stage.PRE_SALE,
            Status.QUEUED,
            "pre_sale",
            null,
            Context.NONE,
            head,
            head,
            0,
            "",
            at,
            null,
            at);
    var event = new Event(id, head, head, EventKind.SYSTEM, Sender.SYSTEM, null, "{}", at);
    return new Growth(conversation, 0, List.of(event));
  }

  private List<String> mids(int node) {
    return node(node).after(lilys, 0, 10).stream().map(Event::mid).toList();
  }

  private Stored say(int node, int number) {
    return node(node).hear(LILY, lilys, mid(number), new Body.Text(mid(number)));
  }

  private static String mid(int number) {
    return "message-%06d".formatted(number);
  }

  private void take(int node) {
    take(node, LIN);
  }

  private void take(int node, Staff who) {
    node(node)
        .change(
            lilys,
            change -> {
              change.assign(who.id());
              return change.tell(EventKind.ASSIGN, Conversations.agent(who), Map.of());
            });
  }
}
