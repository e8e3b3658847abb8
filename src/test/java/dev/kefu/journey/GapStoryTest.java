package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A question nobody has an answer to: from the first shoppers to the article that answers the next
/// ones.
class GapStoryTest {

  private static final String GAPS = "/api/v1/knowledge/gaps";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Cast cast;
  private Cast.Member agent;
  private Rest editor;

  @BeforeEach
  void anAgentAndAnEditorSignIn() throws Exception {
    cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent");
    editor = Rest.signedIn(cast.http(), "editor");
  }

  @Test
  void whatNobodyAnsweredIsWrittenOnceAndTheGapClosesItself() throws Exception {
    for (var asked : List.of("你们收不收海外的信用卡付款呀", "海外信用卡付款收不收", "能用海外信用卡付款吗")) {
      var conversation = ask(asked);
      var said = agent.socket().say(conversation, "亲，暂时只支持国内的付款方式哦。");
      assertThat(said.path("type").asString()).describedAs(said.toString()).isEqualTo("ok");
    }

    var gap = awaitGap("海外信用卡", 3);
    assertThat(gap.get("sources").size()).isPositive();
    assertThat(gap.get("answer").asString()).startsWith("亲，暂时只支持国内");
    assertThat(gap.get("samples").get(0).has("conversation")).isFalse();
    var id = gap.get("id").asString();
    var draft = editor.get(GAPS + "/" + id).body().get("draft");
    assertThat(draft.get("similar")).hasSize(2);

    var article = publish(draft);
    var answered = editor.post(GAPS + "/" + id + "/answer", Map.of("article", article));
    assertThat(answered.body().get("status").asString()).isEqualTo("answered");
    assertThat(openIds()).doesNotContain(id);

    for (var asked : List.of("海外的信用卡能不能付款", "支持海外信用卡付款吗")) {
      var conversation = ask(asked);
      var card = cardOf(conversation, article);
      assertThat(send(conversation, card).path("type").asString()).isEqualTo("ok");
    }
    await().atMost(PATIENCE).until(() -> statusOf(id).equals("closed"));
    editor.delete("/api/v1/knowledge/articles/" + article, "If-Match", "*");
  }

  @Test
  void anAgentPutsAQuestionOnTheListAndPersonalDataStaysOff() throws Exception {
    var conversation = ask("我的手机19912345678能绑定亲情账号代付吗");

    var recorded = agent.socket().command("record_gap", conversation, Map.of());

    assertThat(recorded.get("type").asString()).describedAs(recorded.toString()).isEqualTo("ok");
    var gap = awaitGap("亲情账号代付", 1);
    assertThat(gap.get("question").asString()).isEqualTo("我的手机***能绑定亲情账号代付吗");
    assertThat(gap.get("sources").has("recorded")).isTrue();
  }

  @Test
  void whatIsTypedInPinyinIsTheSameGapAsInCharactersAndIsShownAsItWasTyped() throws Exception {
    for (var asked : List.of("tuikuan duojiu daozhang?", "退款多久到账？", "tuikuan duo jiu dao zhang")) {
      var recorded = agent.socket().command("record_gap", ask(asked), Map.of());
      assertThat(recorded.get("type").asString()).describedAs(recorded.toString()).isEqualTo("ok");
    }

    var gap = awaitGap("退款多久到账", 3);

    assertThat(gap.get("question").asString()).isEqualTo("退款多久到账？");
    assertThat(gap.get("samples").toString()).contains("tuikuan duojiu daozhang?");
    var draft = editor.get(GAPS + "/" + gap.get("id").asString()).body().get("draft");
    assertThat(draft.get("question").asString()).isEqualTo("退款多久到账？");
    assertThat(draft.get("similar").toString()).doesNotContainPattern("[a-z]");
  }

  @Test
  void aGapIsAssignedIgnoredWithAReasonAndTakenBack() throws Exception {
    var conversation = ask("店里招不招暑期工啊");
    agent.socket().command("record_gap", conversation, Map.of());
    var id = awaitGap("暑期工", 1).get("id").asString();
    var me = editor.get("/api/v1/session").body().get("staff").get("id").asString();

    assertThat(
            editor
                .put(GAPS + "/" + id + "/assignee", Map.of("staff", me))
                .body()
                .get("assignee")
                .asString())
        .isEqualTo(me);
    assertThat(editor.post(GAPS + "/" + id + "/ignore", Map.of("reason", " ")).status())
        .isEqualTo(422);
    var ignored = editor.post(GAPS + "/" + id + "/ignore", Map.of("reason", "与店铺无关"));
    assertThat(ignored.body().get("reason").asString()).isEqualTo("与店铺无关");
    assertThat(openIds()).doesNotContain(id);
    assertThat(editor.post(GAPS + "/" + id + "/reopen", Map.of()).status()).isEqualTo(200);
    assertThat(openIds()).contains(id);

    var read = editor.get(GAPS + "/" + id).body().get("moved_at").asString();
    var first = Map.of("reason", "与店铺无关", "moved_at", read);
    assertThat(editor.post(GAPS + "/" + id + "/ignore", first).status()).isEqualTo(200);
    var late =
        Map.of(
            "ignore", Map.of("reason", "晚了一步", "moved_at", read),
            "answer", Map.of("article", "kb_late", "moved_at", read),
            "reopen", Map.of("moved_at", read));
    for (var each : late.entrySet()) {
      var refused = editor.post(GAPS + "/" + id + "/" + each.getKey(), each.getValue());
      assertThat(refused.status()).as(each.getKey()).isEqualTo(409);
    }
    var kept = editor.get(GAPS + "/" + id).body();
    assertThat(kept.get("reason").asString()).isEqualTo("与店铺无关");
    assertThat(kept.get("moved_by").asString()).isEqualTo(me);
  }

  @Test
  void gapsAreForEditorsAndThoseWhoSupervise() throws Exception {
    assertThat(agent.rest().get(GAPS).status()).isEqualTo(403);
    assertThat(Rest.signedIn(cast.http(), "supervisor").get(GAPS).status()).isEqualTo(200);
    assertThat(editor.get(GAPS + "/gap_nothing").status()).isEqualTo(404);
    assertThat(editor.get(GAPS + "?status=lost").status()).isEqualTo(422);
    assertThat(editor.get(GAPS + "?cursor=x").status()).isEqualTo(422);
    assertThat(editor.post(GAPS + "/gap_nothing/answer", Map.of("article", "../x")).status())
        .isEqualTo(422);
  }

  /// A shopper nobody has seen asks, and the agent has taken the conversation and looked.
  private String ask(String text) throws Exception {
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "pre_sale", null);
    assertThat(agent.socket().command("take", conversation, Map.of()).path("type").asString())
        .isEqualTo("ok");
    shopper.socket().say(conversation, text);
    awaitSuggestions(conversation);
    return conversation;
  }

  private JsonNode awaitSuggestions(String conversation) throws InterruptedException {
    return agent
        .socket()
        .await(frame ->
            frame.path("type").asString().equals("suggestions")
                && frame.path("conversation").asString().equals(conversation)
                && frame.path("for_seq").asInt() > 0);
  }

  private JsonNode cardOf(String conversation, String article) throws Exception {
    agent.socket().command("suggest", conversation, Map.of());
    var set = awaitSuggestions(conversation);
    for (var card : set.get("cards")) {
      if (card.get("article").get("id").asString().equals(article)) {
        return card;
      }
    }
    throw new AssertionError("no card of " + article + ": " + set);
  }

  private JsonNode send(String conversation, JsonNode card) throws InterruptedException {
    return agent
        .socket()
        .ask(
            Map.of(
                "type",
                "send",
                "id",
                agent.socket().nextId(),
                "conversation",
                conversation,
                "mid",
                UUID.randomUUID().toString(),
                "body",
                Map.of("kind", "text", "text", card.get("text").asString()),
                "suggestion",
                card.get("id").asString()));
  }

  private String publish(JsonNode draft) throws Exception {
    var created =
        editor.post(
            "/api/v1/knowledge/articles",
            Map.of(
                "question",
                draft.get("question"),
                "similar",
                draft.get("similar"),
                "answer",
                "亲，暂时只支持国内的付款方式哦。"));
    assertThat(created.status()).isEqualTo(201);
    var id = created.body().get("id").asString();
    var published =
        editor.post("/api/v1/knowledge/articles/" + id + "/publish", Map.of(), "If-Match", "\"1\"");
    assertThat(published.status()).isEqualTo(200);
    return id;
  }

  private JsonNode awaitGap(String part, int asked) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> gap(part), found -> found != null && found.get("asked_month").asInt() >= asked);
  }

  private @Nullable JsonNode gap(String part) throws Exception {
    for (var gap : editor.get(GAPS + "?limit=200").body().get("data")) {
      if (gap.get("question").asString().contains(part)) {
        return gap;
      }
    }
    return null;
  }

  private List<String> openIds() throws Exception {
    var ids = new ArrayList<String>();
    editor
        .get(GAPS + "?limit=200")
        .body()
        .get("data")
        .forEach(gap -> ids.add(gap.get("id").asString()));
    return ids;
  }

  private String statusOf(String id) throws Exception {
    return editor.get(GAPS + "/" + id).body().get("status").asString();
  }
}
