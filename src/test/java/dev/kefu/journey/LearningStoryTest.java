package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What agents do with cards teaches an order, which editors look at and undo; and whoever wants no
/// cards gets none.
class LearningStoryTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String SILENCE = "/api/v1/suggestions/silence";

  private Cast cast;
  private Rest editor;
  private AnswerTalk talk;

  @BeforeEach
  void anEditorSignsIn() throws Exception {
    cast = new Cast(TestServer.shared().http());
    editor = Rest.signedIn(cast.http(), "editor");
    talk = new AnswerTalk(cast, editor);
  }

  @Test
  void whatTwoAgentsSentLeadsToTheArticleUntilAnEditorUndoesIt() throws Exception {
    var asked = "羊皮卷灯罩落灰了怎么掸干净";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，用软毛刷轻轻掸。"));
    var learned = "/api/v1/knowledge/articles/" + article + "/learned";
    sends(cast.staff("agent"), asked, article);

    var one = awaitLearned(learned, "none");
    assertThat(one.get("wording").asString()).isEqualTo(asked);
    assertThat(one.get("uses").asInt()).isEqualTo(1);
    sends(cast.staff("agent2"), asked, article);
    var two = awaitLearned(learned, "helps");
    assertThat(two.get("support").asDouble()).isGreaterThanOrEqualTo(2);
    assertThat(two.get("uses").asInt()).isEqualTo(2);

    var undo = learned + "?wording=" + URLEncoder.encode(asked, StandardCharsets.UTF_8);
    assertThat(Rest.signedIn(cast.http(), "agent").delete(undo).status()).isEqualTo(403);
    assertThat(editor.delete(undo).status()).isEqualTo(204);
    assertThat(editor.get(learned).body().get("data")).isEmpty();
    assertThat(editor.delete(undo).status()).isEqualTo(404);
    talk.retire(article);
  }

  @Test
  void whatAnAgentRejectsTeachesWhereItDoesNotBelong() throws Exception {
    var asked = "藤椅坐垫拆下来怎么装回去";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，扣好四角的搭扣。"));
    var learned = "/api/v1/knowledge/articles/" + article + "/learned";
    for (var name : new String[] {"agent", "agent2"}) {
      var agent = cast.staff(name);
      var conversation = talk.ask(agent, asked);
      var card = talk.card(agent, conversation, article);
      var said = Map.of("suggestion", card.get("id").asString(), "verdict", "off_topic");
      agent.socket().command("feedback", null, said);
      agent.socket().say(conversation, "您好，这款坐垫是缝死的，拆不下来。");
    }

    var wording = awaitLearned(learned, "hinders");

    assertThat(wording.get("support").asDouble()).isLessThanOrEqualTo(-2);
    assertThat(Rest.signedIn(cast.http(), "supervisor").get(learned).status()).isEqualTo(200);
    assertThat(cast.staff("agent").rest().get(learned).status()).isEqualTo(403);
    talk.retire(article);
  }

  @Test
  void whoWantsNoSuggestionsGetsNoneOnAnyDeviceAndOthersGetTheirs() throws Exception {
    var asked = "黑胡桃托盘能进洗碗机吗";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，建议手洗。"));
    var agent = cast.staff("agent2");
    var elsewhere = cast.staff("agent2");
    var other = cast.staff("agent");
    assertThat(isSilent(agent.rest())).isFalse();
    assertThat(agent.rest().put(SILENCE, Map.of("silent", true)).status()).isEqualTo(200);
    assertThat(isSilent(elsewhere.rest())).isTrue();
    assertThat(isSilent(other.rest())).isFalse();

    var before = lookedUp();
    var conversation = talk.ask(agent, asked);
    await().atMost(PATIENCE).until(() -> lookedUp() > before);
    var others = talk.ask(other, asked);
    talk.card(other, others, article);
    agent.socket().command("presence", null, Map.of("state", "online"));
    assertThat(agent.socket().rest()).noneMatch(frame -> isCardsOf(frame, conversation));
    assertThat(elsewhere.socket().rest()).noneMatch(frame -> isCardsOf(frame, conversation));

    assertThat(agent.rest().put(SILENCE, Map.of()).status()).isEqualTo(422);
    assertThat(agent.rest().put(SILENCE, Map.of("silent", false)).status()).isEqualTo(200);
    assertThat(isSilent(elsewhere.rest())).isFalse();
    agent.socket().command("suggest", conversation, Map.of());
    talk.card(agent, conversation, article);
    talk.retire(article);
  }

  private void sends(Cast.Member agent, String asked, String article) throws Exception {
    var conversation = talk.ask(agent, asked);
    talk.send(agent, conversation, talk.card(agent, conversation, article));
  }

  private JsonNode awaitLearned(String path, String effect) {
    return await()
        .atMost(PATIENCE)
        .until(() -> first(path), found -> found.filter(each -> is(each, effect)).isPresent())
        .orElseThrow();
  }

  private Optional<JsonNode> first(String path) throws Exception {
    return editor.get(path).body().get("data").valueStream().findFirst();
  }

  private static boolean is(JsonNode wording, String effect) {
    return wording.get("effect").asString().equals(effect);
  }

  private static boolean isSilent(Rest who) throws Exception {
    return who.get(SILENCE).body().get("silent").asBoolean();
  }

  /// Rounds whose cards were looked for, whoever saw them.
  private long lookedUp() throws Exception {
    return editor
        .get("/api/v1/stats/suggestions")
        .body()
        .get("totals")
        .get("suggested_rounds")
        .asLong();
  }

  private static boolean isCardsOf(JsonNode frame, String conversation) {
    return frame.path("type").asString().equals("suggestions")
        && frame.path("conversation").asString().equals(conversation)
        && !frame.path("cards").isEmpty();
  }
}
