package dev.kefu.cluster;

import static dev.kefu.cluster.TestNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedisBeatsTest implements BeatsContract {

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
  void join() {
    here = TestNode.joined(redis);
    there = TestNode.joined(redis);
  }

  @AfterEach
  void leave() {
    here.close();
    there.close();
  }

  @Override
  public Beats beats() {
    return here.beats();
  }

  private boolean knowsThere(String... values) {
    return there.beats().get("presence", "usr_1").equals(List.of(values));
  }

  @Test
  void theOtherNodeKnowsItAndForgetsWhatIsTakenBack() {
    here.beats().put("presence", "usr_1", "here");
    await().atMost(SOON).until(() -> knowsThere("here"));

    here.beats().remove("presence", "usr_1");

    await().atMost(SOON).until(() -> knowsThere());
  }

  @Test
  void ofSeveralNodesOnesOwnWordComesFirst() {
    here.beats().put("presence", "usr_1", "here");
    there.beats().put("presence", "usr_1", "there");

    await().atMost(SOON).until(() -> knowsThere("there", "here"));
  }

  @Test
  void aNodeThatEndsSaysNothingAnyMore() {
    here.beats().put("presence", "usr_1", "here");
    await().atMost(SOON).until(() -> knowsThere("here"));

    here.close();

    await().atMost(SOON).until(() -> knowsThere());
  }

  @Test
  void anEmptiedRedisKnowsItAgainByItself() throws Exception {
    here.beats().put("presence", "usr_1", "here");
    await().atMost(SOON).until(() -> knowsThere("here"));

    redis.flushAll();
    // Forgotten at the next look, and said again at the next beat.
    there.beats().put("presence", "usr_2", "makes it look");

    await().atMost(SOON).until(() -> redis.ask("EXISTS " + RedisBeats.NODES).equals(":1"));
    await().atMost(SOON).until(() -> knowsThere("here"));
  }

  @Test
  void whatTheShopHasNotSealedIsIgnored() throws Exception {
    redis.ask("SET " + RedisBeats.BEATS + "evil here");
    redis.ask("SADD " + RedisBeats.NODES + " evil");

    here.beats().put("presence", "usr_1", "here");

    await().atMost(SOON).until(() -> knowsThere("here"));
    assertThat(there.signals().healthy()).isTrue();
  }

  @Test
  void whileRedisIsAwayWhatThisNodeKnowsCounts() throws Exception {
    here.beats().put("presence", "usr_1", "here");
    there.beats().put("presence", "usr_1", "there");
    await().atMost(SOON).until(() -> knowsThere("there", "here"));

    redis.stop();

    await().atMost(SOON).until(() -> knowsThere("there"));
    redis.start();
    await().atMost(SOON).until(() -> knowsThere("there", "here"));
  }
}
