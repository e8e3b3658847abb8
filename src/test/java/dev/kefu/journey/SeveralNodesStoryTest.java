package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.cluster.RedisServer;
import dev.kefu.program.SmallContent;
import dev.kefu.storage.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Three processes on one PostgreSQL and one Redis: any of them serves anybody.
class SeveralNodesStoryTest {

  private static final int NODES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir static Path folder;

  private static RedisServer redis;
  private static final List<ServerProcess> nodes = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    redis = RedisServer.started();
    var content = SmallContent.at(folder);
    var settings =
        new String[] {
          "--kefu.database.url=" + TestPostgres.shared().urlOfEmpty(),
          "--kefu.database.username=" + TestPostgres.USER,
          "--kefu.redis.url=" + redis.url()
        };
    // All at once over an empty database: one of them brings the schema and the content.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var starts = new ArrayList<Callable<ServerProcess>>();
      for (var i = 0; i < NODES; i++) {
        var own = Files.createDirectory(folder.resolve("node" + i));
        starts.add(() -> ServerProcess.start(own, content, settings));
      }
      for (var started : threads.invokeAll(starts)) {
        nodes.add(started.get());
      }
    }
  }

  @AfterAll
  static void stop() throws Exception {
    nodes.forEach(ServerProcess::close);
    if (redis != null) {
      redis.close();
    }
  }

  private static Cast on(int node) {
    return new Cast(nodes.get(node).http());
  }

  @Test
  void aShopperOnOneNodeIsServedOnAnother() throws Exception {
    var agent = on(1).staff("agent");
    var shopper = on(0).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);

    shopper.socket().say(conversation, "在吗");
    agent.socket().await(f -> isRowOf(f, conversation));
    assertOk(agent.socket().command("take", conversation, Map.of()));
    assertOk(agent.socket().say(conversation, "您好"));
    var reply = shopper.socket().awaitText("您好");
    shopper.socket().say(conversation, "有货吗");
    agent.socket().awaitText("有货吗");

    assertThat(reply.path("seq").asLong()).isEqualTo(3);
    shopper.socket().send(Map.of("type", "read", "conversation", conversation, "seq", 3));
    agent.socket().await(f -> isReadOf(f, conversation));
  }

  @Test
  void whoeverComesBackAtAnotherNodeMissesNothing() throws Exception {
    var agent = on(1).staff("agent2");
    var shopper = on(0).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    var mid = UUID.randomUUID().toString();
    var first = shopper.socket().say(conversation, mid, text("第一句"));
    agent.socket().await(f -> isRowOf(f, conversation));
    assertOk(agent.socket().command("take", conversation, Map.of()));
    shopper.socket().cut();
    assertOk(agent.socket().say(conversation, "还在吗"));

    var back = Socket.shopper(nodes.get(2).http(), shopper.token(), Map.of());
    back.awaitText("还在吗");
    var again = back.say(conversation, mid, text("第一句"));

    assertThat(again.path("seq").asLong()).isEqualTo(first.path("seq").asLong());
    assertThat(again.path("dup").asBoolean()).isTrue();
    assertThat(back.say(conversation, "回来了").path("seq").asLong()).isEqualTo(4);
    agent.socket().awaitText("回来了");
  }

  @Test
  void whatOneDeviceOpensTheOtherHearsOnItsOwnNode() throws Exception {
    var phone = on(0).stranger();
    var tablet = Socket.shopper(nodes.get(1).http(), phone.token(), Map.of());
    var conversation = Cast.open(phone, "pre_sale", null);

    phone.socket().say(conversation, "在吗");
    tablet.awaitText("在吗");
    tablet.say(conversation, "换平板了");

    phone.socket().awaitText("换平板了");
  }

  @Test
  void ofTwoAgentsOnTwoNodesOneTakesIt() throws Exception {
    var shopper = on(2).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    var agents = List.of(on(0).staff("agent"), on(1).staff("agent2"));

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tries = new ArrayList<Callable<JsonNode>>();
      for (var agent : agents) {
        tries.add(() -> agent.socket().command("take", conversation, Map.of()));
      }
      var answers = new ArrayList<String>();
      for (var attempt : threads.invokeAll(tries)) {
        answers.add(attempt.get().path("type").asString());
      }
      assertThat(answers).containsExactlyInAnyOrder("ok", "error");
    }
  }

  @Test
  void whoSignsOutOnOneNodeIsGoneFromTheOthers() throws Exception {
    var here = Rest.signedIn(nodes.get(0).http(), "agent3");
    var there = Socket.staff(nodes.get(1).http(), here.ticket());
    there.await("welcome");

    here.delete("/api/v1/session");

    assertThat(there.closeCode()).isEqualTo(4401);
  }

  @Test
  void anArticleIsFoundOnEveryNodeOnceItIsPublished() throws Exception {
    var editor = Rest.signedIn(nodes.get(0).http(), "editor");
    var draft =
        editor
            .post(
                "/api/v1/knowledge/articles",
                Map.of("question", "羊驼毛围巾会起球吗", "answer", "亲，轻微起球是正常的。", "risk", "low"))
            .body();
    var id = draft.get("id").asString();
    var published =
        editor.post("/api/v1/knowledge/articles/" + id + "/publish", Map.of(), "If-Match", "\"1\"");
    assertThat(published.status()).isEqualTo(200);

    for (var node : nodes) {
      var there = Rest.signedIn(node.http(), "editor");
      await().atMost(PATIENCE).until(() -> firstFound(there, "羊驼毛围巾起球"), id::equals);
    }
  }

  @Test
  void whoIsUpsetIsSeenOnEveryNode() throws Exception {
    var here = on(0).staff("agent");
    var there = on(2).staff("supervisor");
    var shopper = on(1).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);

    shopper.socket().say(conversation, "你们什么态度，我要投诉");

    for (var member : List.of(here, there)) {
      member
          .socket()
          .await(f ->
              isRowOf(f, conversation)
                  && f.path("row").path("wants").path("upset").asBoolean(false));
    }
  }

  private static String firstFound(Rest editor, String query) throws Exception {
    var results =
        editor
            .post("/api/v1/knowledge/searches", Map.of("queries", List.of(query)))
            .body()
            .path("results");
    return results.path(0).path("hits").path(0).path("article").asString("");
  }

  @Test
  void withoutRedisEverybodyIsStillHeard() throws Exception {
    var agent = on(1).staff("agent");
    var shopper = on(0).stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    shopper.socket().say(conversation, "在吗");
    agent.socket().await(f -> isRowOf(f, conversation));
    assertOk(agent.socket().command("take", conversation, Map.of()));

    redis.flushAll();
    shopper.socket().say(conversation, "清空之后");
    agent.socket().awaitText("清空之后");
    redis.stop();
    shopper.socket().say(conversation, "没有总线");
    agent.socket().awaitText("没有总线");
    redis.start();
    shopper.socket().say(conversation, "又有了");
    agent.socket().awaitText("又有了");

    assertThat(shopper.socket().rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
  }

  private static void assertOk(JsonNode answer) {
    assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("ok");
  }

  private static Map<String, ?> text(String text) {
    return Map.of("kind", "text", "text", text);
  }

  private static boolean isReadOf(JsonNode frame, String conversation) {
    return frame.path("type").asString().equals("read")
        && frame.path("conversation").asString().equals(conversation);
  }

  private static boolean isRowOf(JsonNode frame, String conversation) {
    return frame.path("type").asString().equals("inbox")
        && frame.path("row").path("conversation").asString().equals(conversation);
  }
}
