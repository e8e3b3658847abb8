package dev.kefu.cluster;

import static dev.kefu.cluster.TestNode.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes of a shop whose Redis is a cluster of three.
class RedisClusterTest implements SignalsContract, AllowancesContract {

  private static RedisClusterServers redis;

  private TestNode here;
  private TestNode there;

  @BeforeAll
  static void startRedis() throws IOException {
    redis = RedisClusterServers.started();
  }

  @AfterAll
  static void stopRedis() throws IOException {
    if (redis != null) {
      redis.close();
    }
  }

  @BeforeEach
  void join() {
    var settings = new RedisSettings(redis.url(), null, null);
    here = TestNode.started(settings);
    there = TestNode.started(settings);
    here.awaitHealthy();
    there.awaitHealthy();
  }

  @AfterEach
  void leave() {
    here.close();
    there.close();
  }

  @Override
  public Signals signals() {
    return here.signals();
  }

  @Override
  public Allowances allowances() {
    return here.allowances();
  }

  /// Has one node nudge a hundred conversations, and waits until the other has heard them all. A
  /// nudge is passed on at most once: while the bus is being mended it may need another.
  private void nudgeAndHear() {
    Set<String> heard = ConcurrentHashMap.newKeySet();
    there.signals().listen("conversation", nudge -> heard.add(nudge.id()));
    await()
        .atMost(SOON)
        .until(() -> {
          for (var n = 0; n < 100; n++) {
            here.signals().nudge("conversation/cnv_" + n, n);
          }
          return heard.size() == 100;
        });
  }

  @Test
  void whateverKeepsItsChannelTheOtherNodeHearsOfAConversation() {
    nudgeAndHear();
  }

  @Test
  void channelsAreSpreadOverTheServers() throws Exception {
    var inAll = 0;
    for (var n = 0; n < 3; n++) {
      var channels = redis.server(n).all("PUBSUB SHARDCHANNELS " + RedisSignals.CHANNEL + "*");
      var here = channels.lines().filter(line -> line.startsWith(RedisSignals.CHANNEL)).count();
      assertThat(here).as("server %s", n).isPositive();
      inAll += (int) here;
    }
    assertThat(inAll).isEqualTo(RedisSignals.CHANNELS);
  }

  @Test
  void presenceCrosses() {
    here.beats().put("presence", "usr_1", "here");

    await()
        .atMost(SOON)
        .until(() -> there.beats().get("presence", "usr_1").equals(List.of("here")));
  }

  @Test
  void withoutOneOfTheServersTheBusIsNotHealthyUntilItIsBack() throws Exception {
    redis.server(1).stop();
    await().atMost(SOON).until(() -> !here.signals().healthy() && !there.signals().healthy());

    redis.server(1).start();

    await().atMost(SOON).until(() -> here.signals().healthy() && there.signals().healthy());
    nudgeAndHear();
  }

  @Test
  void aSlotThatMovesTakesItsChannelAlong() throws Exception {
    var channel = RedisSignals.CHANNEL + 3;
    var was = redis.keeper(channel);
    var to = (was + 1) % 3;

    redis.move(channel, was, to);

    await()
        .atMost(SOON)
        .until(() -> redis.server(to).all("PUBSUB SHARDCHANNELS").contains(channel));
    await().atMost(SOON).until(() -> here.signals().healthy() && there.signals().healthy());
    nudgeAndHear();
    redis.move(channel, to, was);
    await().atMost(SOON).until(() -> here.signals().healthy() && there.signals().healthy());
  }
}
