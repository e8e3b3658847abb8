package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/// Conversations between shoppers and agents, one of each in each, all in this process.
final class Load implements Person.Company, End.Conversing {

  private static final int SETUP_LIMIT_S = 120;
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(30);
  private static final int CONNECTING_AT_ONCE = 64;

  private final Target target;
  private final int window;
  private final List<Loop> loops = new ArrayList<>();
  private final List<Tally> tallies = new ArrayList<>();
  private final AtomicReferenceArray<Pair> pairs;
  private final List<End> senders = new ArrayList<>();
  private final List<Person> idle = new ArrayList<>();
  private final int tag = ThreadLocalRandom.current().nextInt(1, 0x10000);
  private final Map<Person, CompletableFuture<Person>> coming = new ConcurrentHashMap<>();
  private volatile boolean flowing;
  private volatile boolean over;

  /// Where a person's loss is told; the load itself takes it for a failure.
  private volatile Person.Company others;

  /// Who sends.
  enum Direction {
    BOTH,
    SHOPPER,
    AGENT
  }

  Load(Target target, int threads, int window, int pairCount) throws IOException {
    this.target = target;
    this.window = window;
    this.pairs = new AtomicReferenceArray<>(pairCount);
    for (int i = 0; i < threads; i++) {
      loops.add(new Loop("bench-" + i));
      tallies.add(new Tally());
    }
  }

  /// Opens the conversations: a shopper with a socket each, and agents who share them among
  /// themselves.
  void open(int agents) throws IOException, InterruptedException {
    var staff = new ArrayList<Person>();
    for (int i = 0; i < agents; i++) {
      staff.add(await(come(i, target.door().agent(i), null)));
    }
    var opened = new ArrayList<CompletableFuture<Pair>>();
    for (int i = 0; i < pairs.length(); i++) {
      var agent = staff.get(i % agents);
      var shopper = await(come(i % agents, target.door().shopper(), null));
      opened.add(open(i, shopper, agent));
    }
    for (var pair : opened) {
      await(pair);
    }
  }

  /// Further shoppers who are there and say nothing.
  ///
  /// @param conversation whether each has an open conversation
  void idle(int count, boolean conversation) throws IOException, InterruptedException {
    var room = new Semaphore(CONNECTING_AT_ONCE);
    var here = new ArrayList<CompletableFuture<Person>>();
    for (int i = 0; i < count; i++) {
      var source = Wire.source(i);
      var hello = target.door().shopper();
      room.acquire();
      var person = come(i, hello, source);
      here.add(conversation ? person.thenCompose(Load::conversing) : person);
      var _ = here.getLast().whenComplete((_, _) -> room.release());
    }
    for (var person : here) {
      idle.add(await(person));
    }
  }

  List<Person> idle() {
    return idle;
  }

  private CompletableFuture<Person> come(int number, String hello, InetSocketAddress source) {
    var at = number % loops.size();
    var person = target.person(loops.get(at), tallies.get(at), this);
    var welcome = new CompletableFuture<Person>();
    coming.put(person, welcome);
    person.connect(hello, source);
    return welcome;
  }

  private static CompletableFuture<Person> conversing(Person shopper) {
    var opened = new CompletableFuture<Person>();
    shopper.loop().execute(() -> shopper.open(_ -> opened.complete(shopper)));
    return opened;
  }

  private CompletableFuture<Pair> open(int number, Person shopper, Person agent) {
    var done = new CompletableFuture<Pair>();
    shopper
        .loop()
        .execute(() ->
            shopper.open(id -> {
              var pair =
                  new Pair(
                      end(shopper, agent, id, new Series(number, 0, tag), Chatter.asked()),
                      end(agent, shopper, id, new Series(number, 1, tag), Chatter.answered()));
              pairs.set(number, pair);
              agent.take(id, () -> done.complete(pair));
            }));
    return done;
  }

  private End end(Person person, Person peer, String conversation, Series series, String[] texts) {
    var stencil = person.stencil(conversation, peer, series, texts);
    var end = new End(person, conversation, stencil, this);
    person.enter(end);
    return end;
  }

  /// Chooses who sends from now on.
  void direction(Direction direction) {
    senders.clear();
    for (int i = 0; i < pairs.length(); i++) {
      if (direction != Direction.AGENT) {
        senders.add(pairs.get(i).shopper());
      }
      if (direction != Direction.SHOPPER) {
        senders.add(pairs.get(i).agent());
      }
    }
  }

  /// Lets every sender send as fast as its window allows.
  void flow() {
    flowing = true;
    senders.forEach(end -> end.person.loop().execute(end::fill));
  }

  /// Sends at a steady rate over all senders, for so long. Each message is timed from when it was
  /// due.
  void pace(int rate, Duration time) {
    var count = rate * time.toSeconds();
    var start = System.nanoTime();
    for (long i = 0; i < count; i++) {
      var due = start + TimeUnit.SECONDS.toNanos(1) * i / rate;
      Pause.until(due);
      var sender = senders.get((int) (i % senders.size()));
      sender.person.loop().execute(() -> sender.send(due));
    }
  }

  /// Ends the flow and waits until all is answered and heard.
  ///
  /// @return what is missing or came in a wrong order, a line each; empty when all is well
  List<String> drain() throws IOException, InterruptedException {
    return drain(DRAIN_LIMIT);
  }

  /// @param limit how long to wait at most
  List<String> drain(Duration limit) throws IOException, InterruptedException {
    flowing = false;
    var until = System.nanoTime() + limit.toNanos();
    var left = unquiet();
    while (!left.isEmpty() && System.nanoTime() - until < 0) {
      Pause.of(Duration.ofMillis(100));
      left = unquiet();
    }
    for (var tally : tallies) {
      if (tally.gaps.get() > 0) {
        left.add(tally.gaps + " events did not come with the number after the one before");
      }
    }
    return left;
  }

  private List<String> unquiet() throws IOException, InterruptedException {
    var left = new ArrayList<String>();
    for (var loop : loops) {
      var those = new CompletableFuture<List<String>>();
      loop.execute(() ->
          those.complete(
              senders.stream()
                  .filter(end -> end.person.loop().equals(loop) && !end.quiet())
                  .map(End::state)
                  .toList()));
      left.addAll(await(those));
    }
    return left;
  }

  Tally.Counts counts() {
    return tallies.stream().map(Tally::counts).reduce(Tally.Counts::and).orElseThrow();
  }

  /// The durations since the last call.
  Tally.Times times() throws IOException, InterruptedException {
    var sum = new Tally.Times(new Latencies(), new Latencies());
    for (int i = 0; i < loops.size(); i++) {
      var tally = tallies.get(i);
      var taken = new CompletableFuture<Tally.Times>();
      loops.get(i).execute(() -> taken.complete(tally.take()));
      sum = sum.and(await(taken));
    }
    return sum;
  }

  static <T> T await(CompletableFuture<T> answer) throws IOException, InterruptedException {
    try {
      return answer.get(SETUP_LIMIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer", e);
    }
  }

  /// From now on nobody minds who goes.
  void over() {
    over = true;
  }

  /// From now on somebody else is told who came and went.
  void company(Person.Company who) {
    others = who;
  }

  @Override
  public void welcome(Person person) {
    var welcome = coming.remove(person);
    if (welcome != null) {
      welcome.complete(person);
    } else if (others != null) {
      others.welcome(person);
    }
  }

  @Override
  public void gone(Person person, String why) {
    var welcome = coming.remove(person);
    if (welcome != null) {
      welcome.completeExceptionally(new IOException(why));
    } else if (others != null) {
      others.gone(person, why);
    } else if (!over) {
      System.err.println("lost: " + why);
    }
  }

  @Override
  public IntFunction<Pair> pairs() {
    return number -> number < pairs.length() ? pairs.get(number) : null;
  }

  @Override
  public int tag() {
    return tag;
  }

  @Override
  public boolean flowing() {
    return flowing;
  }

  @Override
  public int window() {
    return window;
  }
}
