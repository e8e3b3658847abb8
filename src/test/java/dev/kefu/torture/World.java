package dev.kefu.torture;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What all clients of one run share: where the server is, the history, and when to stop.
///
/// @param seed what every random choice of the run comes from
/// @param port where the server is
/// @param goodPort where devices with a good network connect
/// @param badPort where the others do
/// @param finished where devices wait for each other when nothing new is begun
/// @param cases claims waiting for the manager
/// @param claimed how many there were
record World(
    long seed,
    int port,
    int goodPort,
    int badPort,
    History history,
    Phaser finished,
    Queue<Claim> cases,
    AtomicLong claimed,
    CountDownLatch quiet,
    AtomicReference<@Nullable Throwable> broken) {

  static final JsonMapper JSON = JsonMapper.builder().build();

  /// What only staff may see begins like this.
  static final String STAFF_ONLY = "STAFF#";

  private static final int ALL_WITHIN_S = 240;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  World(long seed, int port, int goodPort, int badPort, History history) {
    this(
        seed,
        port,
        goodPort,
        badPort,
        history,
        new Phaser(),
        new ConcurrentLinkedQueue<>(),
        new AtomicLong(),
        new CountDownLatch(1),
        new AtomicReference<>());
  }

  /// A case somebody opened, as its requester knows it.
  record Claim(String id, String conversation, long version) {}

  /// Whether nothing new is to be begun.
  boolean isQuiet() {
    return quiet.getCount() == 0 || broken.get() != null;
  }

  /// Waits, but not beyond the moment the run becomes quiet.
  void pause(long ms) throws InterruptedException {
    var _ = quiet.await(ms, TimeUnit.MILLISECONDS);
  }

  /// Waits until every device has had its last answer.
  void awaitOthers() throws InterruptedException {
    try {
      finished.awaitAdvanceInterruptibly(finished.arrive(), ALL_WITHIN_S, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      // Who did not finish is found by the checker.
    }
  }

  /// A client found that the rig itself is wrong.
  void broke(Throwable cause) {
    broken.compareAndSet(null, cause);
  }

  /// Random choices of one part of the run, the same for the same seed and name.
  RandomGenerator random(String name) {
    return new SplittableRandom(seed ^ hash(name));
  }

  /// Tells texts apart in few characters.
  static String fingerprint(String text) {
    return Long.toHexString(hash(text));
  }

  /// A body as both the wire and the database write it.
  static String fingerprint(JsonNode body) {
    return fingerprint(body.toString());
  }

  private static long hash(String text) {
    var hash = FNV_BASIS;
    for (var b : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
