package dev.kefu.cluster;

import static dev.kefu.cluster.TestNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisAllowancesTest implements AllowancesContract {

  private static RedisServer redis;

  private TestNode here;
  private TestNode there;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RedisServer.started();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void join() throws IOException {
    redis.flushAll();
    here = TestNode.joined(redis);
    there = TestNode.joined(redis);
  }

  @AfterEach
  void leave() {
    here.close();
    there.close();
  }

  @Override
  public Allowances allowances() {
    return here.allowances();
  }

  @Test
  void whatOneNodeHasAllowedAnotherDoesNotAllowAgain() {
    assertThat(here.allowances().take("hello", "e", THREE)).isZero();
    assertThat(there.allowances().take("hello", "e", THREE)).isZero();
    assertThat(here.allowances().take("hello", "e", THREE)).isZero();

    assertThat(there.allowances().take("hello", "e", THREE)).isPositive();
    assertThat(here.allowances().take("hello", "e", THREE)).isPositive();
  }

  @Test
  void ofManyAtOnceExactlySoManyAreAllowed() throws Exception {
    var ten = new Rate(10, 0.001);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Callable<Long>>();
      for (var i = 0; i < 200; i++) {
        var node = i % 2 == 0 ? here : there;
        tries.add(() -> node.allowances().take("hello", "f", ten));
      }
      var allowed = 0;
      for (var answer : threads.invokeAll(tries)) {
        allowed += answer.get() == 0 ? 1 : 0;
      }
      assertThat(allowed).isEqualTo(10);
    }
  }

  @Test
  void P_45_whileRedisIsAwayEachNodeAllowsItsShare() throws Exception {
    here.beats().put("presence", "usr_1", "makes it look");
    await().atMost(SOON).until(() -> here.nodes() == 2);
    redis.stop();
    await().atMost(SOON).until(() -> !here.signals().healthy());
    var four = new Rate(4, 0.001);

    assertThat(here.allowances().take("hello", "g", four)).isZero();
    assertThat(here.allowances().take("hello", "g", four)).isZero();
    assertThat(here.allowances().take("hello", "g", four)).isPositive();

    redis.start();
    await().atMost(SOON).until(here.signals()::healthy);
    assertThat(here.allowances().take("hello", "g", four)).isZero();
  }

  @Test
  void anEmptiedRedisAllowsAnewAndNoMore() throws Exception {
    for (var i = 0; i < 4; i++) {
      here.allowances().take("hello", "h", THREE);
    }

    redis.flushAll();

    for (var i = 0; i < 3; i++) {
      assertThat(here.allowances().take("hello", "h", THREE)).isZero();
    }
    assertThat(here.allowances().take("hello", "h", THREE)).isPositive();
  }

  @Test
  void nonsenseInABucketIsAFullOne() throws Exception {
    var key = here.key("hello", "i");
    redis.ask("HSET " + key + " left nonsense at 99999999999999999");

    assertThat(here.allowances().take("hello", "i", THREE)).isZero();

    redis.ask("DEL " + key);
    redis.ask("SET " + key + " nonsense");
    assertThat(here.allowances().take("hello", "i", THREE)).isZero();
  }

  @Test
  void redisIsNotToldWhoAsksAndForgetsThem() throws Exception {
    here.allowances().take("hello", "203.0.113.7", new Rate(3, 1));

    var key = here.key("hello", "203.0.113.7");
    assertThat(key).startsWith(RedisAllowances.KEY).doesNotContain("203");
    assertThat(redis.ask("EXISTS " + key)).isEqualTo(":1");
    assertThat(redis.ask("TTL " + key)).isEqualTo(":3");
  }
}
