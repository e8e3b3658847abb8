package dev.kefu.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.journey.Cast;
import dev.kefu.journey.Rest;
import dev.kefu.journey.ServerProcess;
import dev.kefu.program.SmallContent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Thousands of broken frames against the running program, while others want to talk.
///
/// `-Dkefu.fuzz.frames=500000` sends more, `-Dkefu.fuzz.seed=…` the same ones again.
class HostileClientsTest {

  private static final int FRAMES = Integer.getInteger("kefu.fuzz.frames", 20_000);
  private static final long SEED = Long.getLong("kefu.fuzz.seed", System.nanoTime());

  /// One in so many is broken below JSON; it costs a socket of its own.
  private static final int ONE_IN = 10;

  private static final int ENDLESS_PIECES = 100_000;

  /// RFC 6455's own for a broken peer, and those of the protocol that a broken peer can bring
  /// about.
  private static final Set<Integer> CLOSES =
      Set.of(
          RawSocket.STILL_OPEN,
          1_000,
          1_002,
          1_003,
          1_007,
          1_009,
          4_400,
          4_401,
          4_408,
          4_409,
          4_426,
          4_429);

  /// What no hostile client can add a row to, whatever it sends.
  private static final Set<String> NOT_THEIRS =
      Set.of(
          "staff",
          "shopper",
          "visitor_token",
          "article",
          "article_version",
          "rulebook_version",
          "demo_order",
          "demo_product",
          "claim_case",
          "grant_order",
          "ledger_entry");

  private final Answers answers = new Answers();
  private final AtomicInteger left = new AtomicInteger(FRAMES);
  private final AtomicBoolean over = new AtomicBoolean();

  @TempDir Path folder;

  @Test
  void hostileClientsDisturbNobodyAndStoreNothing() throws Exception {
    System.out.println("kefu.fuzz.seed=" + SEED + " kefu.fuzz.frames=" + FRAMES);
    try (var server =
            ServerProcess.start(
                folder,
                SmallContent.at(folder),
                "--kefu.gateway.shopper-send.burst=1000000",
                "--kefu.gateway.staff-send.burst=1000000");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var cast = new Cast(server.http());
      var rows = new Rows(folder.resolve("data").resolve("kefu.db"));
      var pairs =
          List.of(
              new Pair(cast, "agent", "pre_sale", () -> !over.get()),
              new Pair(cast, "agent3", "after_sale", () -> !over.get()));
      var attackers = attackers(cast, server.port());
      var before = rows.counts();

      var talks = pairs.stream().map(threads::submit).toList();
      var attacks = attackers.stream().map(threads::submit).toList();
      try {
        awaitAll(attacks);
      } finally {
        // They talk until they are told: the test would never end otherwise, and not say why.
        over.set(true);
      }

      for (var i = 0; i < pairs.size(); i++) {
        pairs.get(i).requireUndisturbed(talks.get(i).get());
      }
      System.out.println("answered: " + answers.seen());
      assertThat(server.isAlive()).isTrue();
      assertThat(new Rest(server.http()).get("/actuator/health/readiness").status()).isEqualTo(200);
      assertThat(rows.markers()).noneMatch(answers::refused);
      var after = rows.counts();
      assertThat(NOT_THEIRS)
          .allSatisfy(t -> assertThat(after.get(t)).as(t).isEqualTo(before.get(t)));
      assertThat(server.log())
          .noneMatch(line -> line.contains("ERROR") || line.startsWith("\tat "));
    }
  }

  /// Everybody who means no good, each with an account where one is needed.
  private List<Callable<Void>> attackers(Cast cast, int port) throws Exception {
    var shopper = Attacker.shopper(cast, port, "pre_sale");
    var buyer = Attacker.shopper(cast, port, "after_sale");
    var agent = Attacker.staff(cast, port, "agent2", shopper.conversation());
    var supervisor = Attacker.staff(cast, port, "supervisor", buyer.conversation());
    var seeds = new java.util.SplittableRandom(SEED);
    return Stream.concat(
            Stream.of(shopper, buyer, agent, supervisor)
                .<Callable<Void>>map(a -> () -> speak(a, new Frames(seeds.split()))),
            Stream.<Callable<Void>>of(
                () -> breakRules(shopper, new Frames(seeds.split())), () -> stall(port)))
        .toList();
  }

  private Void speak(Attacker attacker, Frames frames) throws Exception {
    while (left.get() > 0) {
      left.addAndGet(-attacker.speak(frames, answers, CLOSES));
    }
    return null;
  }

  private Void breakRules(Attacker attacker, Frames frames) throws Exception {
    for (var i = 0; i < FRAMES / ONE_IN; i++) {
      attacker.breakRules(frames, answers, CLOSES);
      left.decrementAndGet();
    }
    return null;
  }

  /// Frames that never end: the program has to end them.
  private Void stall(int port) throws IOException {
    try (var promised = new RawSocket(port);
        var endless = new RawSocket(port);
        var pinging = new RawSocket(port)) {
      promised.bytes(RawSocket.frame(0x81, new byte[] {'{'}, Long.MAX_VALUE, true));
      endless.bytes(BrokenBytes.endless(ENDLESS_PIECES));
      pinging.bytes(BrokenBytes.pings(5_000));
      for (var socket : List.of(promised, endless, pinging)) {
        var code = socket.readUntil(_ -> false, answers::frame);
        answers.closed(code);
        assertThat(code).isIn(1_002, 1_009, 4_401, 4_408);
      }
    }
    return null;
  }

  private static void awaitAll(List<Future<Void>> attacks) throws Exception {
    for (var attack : new ArrayList<>(attacks)) {
      attack.get(Duration.ofMinutes(60).toSeconds(), java.util.concurrent.TimeUnit.SECONDS);
    }
  }
}
