package dev.kefu.torture;

import dev.kefu.cluster.RedisServer;
import java.util.concurrent.TimeUnit;

/// What can go wrong with the bus between nodes. Sockets stay open, and messages are answered.
final class RedisNemesis {

  private static final int LONGEST_ABSENCE_MS = 5_000;

  private final Nemesis nemesis;
  private final RedisServer redis;

  RedisNemesis(Nemesis nemesis, RedisServer redis) {
    this.nemesis = nemesis;
    this.redis = redis;
  }

  /// SIGKILL, and after a while a new start, empty.
  void kill() throws Exception {
    nemesis.begin("kill Redis", false);
    nemesis.moment();
    redis.stop();
    absence();
    redis.start();
    nemesis.calm();
  }

  /// Somebody empties it.
  void empty() throws Exception {
    nemesis.begin("empty Redis", false);
    nemesis.moment();
    redis.flushAll();
    nemesis.calm();
  }

  /// SIGSTOP, and SIGCONT after a while: connections stay and nothing comes.
  void standStill() throws Exception {
    nemesis.begin("Redis stands still", false);
    nemesis.moment();
    redis.pause();
    absence();
    redis.resume();
    nemesis.calm();
  }

  private void absence() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(1_000 + nemesis.random().nextInt(LONGEST_ABSENCE_MS));
  }
}
