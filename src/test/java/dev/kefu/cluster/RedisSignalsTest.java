package dev.kefu.cluster;

import static dev.kefu.cluster.TestNode.SOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two nodes of a shop, and somebody else who can write to their Redis.
class RedisSignalsTest implements SignalsContract {

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
  public Signals signals() {
    return here.signals();
  }

  @Test
  void aNudgeIsHeardOnTheOtherNode() {
    var heard = heard(there, "conversation");

    here.signals().nudge("conversation/cnv_1", 7);

    await().atMost(SOON).until(() -> heard.contains(new Nudge("cnv_1", 7, true)));
  }

  @Test
  void aNodeHearsItsOwnNudgeOnce() {
    var own = heard(here, "conversation");
    var answers = heard(here, "answer");
    var heard = heard(there, "conversation");

    here.signals().nudge("conversation/cnv_1", 7);
    await().atMost(SOON).until(() -> !heard.isEmpty());
    // On the same channel's way back: what the other says after it is heard after it.
    there.signals().nudge("answer/1", 1);

    await().atMost(SOON).until(() -> !answers.isEmpty());
    assertThat(own).containsExactly(new Nudge("cnv_1", 7, false));
  }

  @Test
  void hundredsOfNudgesAtOnceAllArrive() {
    var heard = ConcurrentHashMap.<String>newKeySet();
    there.signals().listen("conversation", nudge -> heard.add(nudge.id()));

    for (var i = 0; i < 800; i++) {
      here.signals().nudge("conversation/cnv_" + i, 1);
    }

    await().atMost(SOON).until(() -> heard.size() == 800);
  }

  @Test
  void ofATopicThatMovesFastTheLastPositionArrives() {
    var heard = heard(there, "conversation");

    for (var i = 1; i <= 10_000; i++) {
      here.signals().nudge("conversation/cnv_1", i);
    }

    await().atMost(SOON).until(() -> heard.contains(new Nudge("cnv_1", 10_000, true)));
    assertThat(heard).isSortedAccordingTo((a, b) -> Long.compare(a.position(), b.position()));
  }

  @Test
  void topicsOfEveryChannelAndLengthArrive() {
    Set<String> heard = ConcurrentHashMap.newKeySet();
    there.signals().listen("long", nudge -> heard.add(nudge.id()));
    var ids = new CopyOnWriteArrayList<String>();
    for (var i = 0; i < 300; i++) {
      ids.add("客".repeat(200) + i);
    }

    ids.forEach(id -> here.signals().nudge("long/" + id, 1));

    await().atMost(SOON).until(() -> heard.size() == ids.size());
    assertThat(there.ignored()).isZero();
  }

  @Test
  void whatIsSharedIsThereBeforeTheNudgeThatSpeaksOfIt() {
    var arrived = new CopyOnWriteArrayList<String>();
    there.signals().take("conversation", words -> arrived.add(new String(words, UTF_8)));
    there
        .signals()
        .listen("conversation", nudge -> arrived.add(nudge.id() + " is at " + nudge.position()));

    here.signals().share("conversation/cnv_1", () -> "words".getBytes(UTF_8));
    here.signals().nudge("conversation/cnv_1", 7);

    await().atMost(SOON).until(() -> arrived.size() == 2);
    assertThat(arrived).containsExactly("words", "cnv_1 is at 7");
  }

  @Test
  void whatIsSharedArrivesWholeAndInOrderAndNotAtHome() {
    var own = new CopyOnWriteArrayList<String>();
    var arrived = new CopyOnWriteArrayList<String>();
    here.signals().take("conversation", words -> own.add(new String(words, UTF_8)));
    there.signals().take("conversation", words -> arrived.add(new String(words, UTF_8)));
    var said = IntStream.range(0, 500).mapToObj(i -> "长".repeat(1_000) + i).toList();

    said.forEach(each -> here.signals().share("conversation/cnv_1", () -> each.getBytes(UTF_8)));

    await().atMost(SOON).until(() -> arrived.size() == said.size());
    assertThat(arrived).isEqualTo(said);
    assertThat(own).isEmpty();
    assertThat(there.ignored()).isZero();
  }

  @Test
  void whatIsTooLongOrCannotBeMadeOrReadStopsNothing() {
    var arrived = new CopyOnWriteArrayList<String>();
    there
        .signals()
        .take(
            "conversation",
            words -> {
              if (words.length == 0) {
                throw new IllegalArgumentException("no words");
              }
              arrived.add(new String(words, UTF_8));
            });

    here.signals().share("conversation/cnv_1", () -> new byte[Shared.MAX_BYTES]);
    here.signals()
        .share(
            "conversation/cnv_1",
            () -> {
              throw new IllegalStateException("cannot");
            });
    here.signals().share("conversation/cnv_1", () -> new byte[0]);
    here.signals().share("conversation/cnv_1", () -> "words".getBytes(UTF_8));

    await().atMost(SOON).until(() -> arrived.contains("words"));
    assertThat(arrived).containsExactly("words");
  }

  @Test
  void whatTheShopHasNotSealedIsIgnored() {
    var heard = heard(there, "conversation");
    var foreign = new Seal(() -> new SecretKeySpec("guessed".getBytes(UTF_8), "HmacSHA256"));
    var body = new Payload(UUID.randomUUID(), Map.of("conversation/cnv_evil", 1L)).bytes();
    var good = new Seal(TestNode.KEY).seal(body);
    var flipped = good.clone();
    flipped[20] ^= 1;

    publish(
        foreign.seal(body),
        body,
        Arrays.copyOf(good, good.length - 1),
        flipped,
        new byte[0],
        new byte[1_000_000]);

    await().atMost(SOON).until(() -> there.ignored() == 6);
    here.signals().nudge("conversation/cnv_good", 1);
    await().atMost(SOON).until(() -> !heard.isEmpty());
    assertThat(heard).extracting(Nudge::id).containsExactly("cnv_good");
  }

  @Test
  void whatIsSealedButInAnotherFormIsIgnored() {
    var heard = heard(there, "conversation");
    var seal = new Seal(TestNode.KEY);
    var body = new Payload(UUID.randomUUID(), Map.of("conversation/cnv_odd", 1L)).bytes();
    var newer = body.clone();
    newer[0] = 2;

    publish(
        seal.seal(newer),
        seal.seal(Arrays.copyOf(body, body.length - 3)),
        seal.seal(Arrays.copyOf(body, body.length + 3)),
        seal.seal(new byte[0]));

    await().atMost(SOON).until(() -> there.ignored() == 4);
    assertThat(heard).isEmpty();
  }

  /// Those of docs/operations.md.
  @Test
  void aUserWithNoMoreThanTheRightsTheManualNamesCanTakePart() throws IOException {
    var made =
        redis.ask(
            "ACL SETUSER kefu on >secret ~kefu:* &kefu:* +@connection +set +get +mget +del +sadd"
                + " +srem +smembers +spublish +ssubscribe +sunsubscribe");
    assertThat(made).isEqualTo("+OK");
    var heard = heard(there, "conversation");

    try (var node = TestNode.started(new RedisSettings(redis.url(), "kefu", "secret"))) {
      node.awaitHealthy();
      node.signals().nudge("conversation/cnv_1", 7);
      node.beats().put("presence", "usr_1", "here");

      await().atMost(SOON).until(() -> heard.contains(new Nudge("cnv_1", 7, true)));
      await().atMost(SOON).until(() -> !there.beats().get("presence", "usr_1").isEmpty());
    }
  }

  /// As somebody who knows the channels and not the secret.
  private static void publish(byte[]... payloads) {
    try (var client = RedisClient.create(redis.url());
        var line = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
      for (var payload : payloads) {
        line.sync().spublish(RedisSignals.CHANNEL + 3, payload);
      }
    }
  }

  private static List<Nudge> heard(TestNode node, String kind) {
    var heard = new CopyOnWriteArrayList<Nudge>();
    node.signals().listen(kind, heard::add);
    return heard;
  }
}
