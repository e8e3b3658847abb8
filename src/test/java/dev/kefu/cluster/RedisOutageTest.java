package dev.kefu.cluster;

import static dev.kefu.cluster.TestNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Redis dies, sleeps, forgets: the shop goes on, knows it, and nudges flow again afterwards.
class RedisOutageTest {

  private RedisServer redis;
  private TestNode here;
  private TestNode there;

  @BeforeEach
  void startWithoutRedis() throws IOException {
    redis = RedisServer.notStarted();
    here = TestNode.started(redis);
    there = TestNode.started(redis);
  }

  @AfterEach
  void stop() throws IOException {
    if (redis != null) {
      here.close();
      there.close();
      redis.close();
    }
  }

  private void join() throws IOException {
    redis.start();
    here.awaitHealthy();
    there.awaitHealthy();
  }

  @Test
  void aNodeStartsWithoutRedisAndFindsItLater() throws Exception {
    assertThat(here.signals().healthy()).isFalse();

    join();

    assertNudgesFlow();
  }

  @Test
  void nudgesFlowAgainAfterRedisWasKilledAndStartedAnew() throws Exception {
    join();

    redis.stop();

    awaitUnhealthy();
    manyNudges();
    join();
    assertNudgesFlow();
  }

  @Test
  void aRedisThatAnswersNothingIsNoticedAndNudgesWaitForNothing() throws Exception {
    join();

    redis.pause();

    awaitUnhealthy();
    manyNudges();
    redis.resume();
    here.awaitHealthy();
    there.awaitHealthy();
    assertNudgesFlow();
  }

  @Test
  void emptyingRedisStopsNothing() throws Exception {
    join();
    var goesOn = new AtomicBoolean(true);
    var last = new AtomicLong();
    there.signals().listen("load", nudge -> last.set(nudge.position()));
    var load =
        Thread.ofVirtual()
            .start(() -> {
              for (var i = 1L; goesOn.get(); i++) {
                here.signals().nudge("load/1", i);
              }
            });

    for (var i = 0; i < 20; i++) {
      var before = last.get();
      redis.flushAll();
      await().atMost(SOON).until(() -> last.get() > before);
    }

    goesOn.set(false);
    load.join();
    here.awaitHealthy();
    assertNudgesFlow();
  }

  private void awaitUnhealthy() {
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(SOON)
        .until(() -> !here.signals().healthy() && !there.signals().healthy());
  }

  /// More than may wait; each is heard on its own node all the same.
  private void manyNudges() {
    var heard = new AtomicLong();
    here.signals().listen("many", _ -> heard.incrementAndGet());

    for (var i = 0; i < 5_000; i++) {
      here.signals().nudge("many/" + i, 1);
    }

    assertThat(heard).hasValue(5_000);
  }

  private void assertNudgesFlow() {
    var heard = new AtomicLong();
    there.signals().listen("again", nudge -> heard.set(nudge.position()));
    var next = new AtomicLong();

    await()
        .atMost(SOON)
        .until(() -> {
          here.signals().nudge("again/1", next.incrementAndGet());
          return heard.get() > 0;
        });
  }
}
