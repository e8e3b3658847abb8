package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// A card on the screen of an agent whose article no longer holds: it is not sent in its name, as
/// it is or changed, and the words stay the agent's own.
class StaleCardStoryTest {

  private static final String ARTICLES = "/api/v1/knowledge/articles";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private Cast.Member agent;
  private Rest editor;
  private AnswerTalk talk;

  @BeforeEach
  void anAgentAndAnEditorSignIn() throws Exception {
    var cast = new Cast(TestServer.shared().http());
    agent = cast.staff("agent");
    editor = Rest.signedIn(cast.http(), "editor");
    talk = new AnswerTalk(cast, editor);
  }

  @Test
  void ofAnArticleThatWasCorrected() throws Exception {
    var asked = "竹编灯笼能不能挂在浴室里";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，可以挂的。"));
    var conversation = talk.ask(agent, asked);
    var card = talk.card(agent, conversation, article);
    var corrected = Map.of("question", asked, "answer", "亲，浴室潮，不建议挂。");
    done(editor.put(ARTICLES + "/" + article, corrected, "If-Match", "\"2\""));
    done(editor.post(ARTICLES + "/" + article + "/publish", Map.of(), "If-Match", "\"3\""));

    isRefused(conversation, card, article);
    var edited = send(conversation, card.get("text").asString() + "请放心", id(card));

    assertThat(edited.path("code").asString()).isEqualTo("conflict");
    var own = send(conversation, "亲，浴室潮，不建议挂哦。", null);
    assertThat(own.path("type").asString()).as(own.toString()).isEqualTo("ok");
    talk.retire(article);
  }

  @Test
  void ofAnArticleThatWasRetired() throws Exception {
    var asked = "蓝印花布能不能机洗";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，可以机洗。"));
    var conversation = talk.ask(agent, asked);
    var card = talk.card(agent, conversation, article);

    talk.retire(article);

    isRefused(conversation, card, article);
  }

  @Test
  void ofAnArticleThatRanOutMeanwhile() throws Exception {
    var asked = "油纸伞今天下单送不送伞套";
    var ends = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS);
    var article =
        talk.publish(
            Map.of("question", asked, "answer", "亲，今天下单送伞套。", "valid_until", ends.toString()));
    var conversation = talk.ask(agent, asked);
    var card = talk.card(agent, conversation, article);

    await().atMost(PATIENCE).until(() -> Instant.now().isAfter(ends));

    isRefused(conversation, card, article);
    talk.retire(article);
  }

  @Test
  void ofAnArticleThatStandsAsItWasShownIsSentAndARepeatIsAnsweredAsBefore() throws Exception {
    var asked = "缂丝书签会不会褪色";
    var article = talk.publish(Map.of("question", asked, "answer", "亲，不会褪色。"));
    var conversation = talk.ask(agent, asked);
    var card = talk.card(agent, conversation, article);
    var mid = UUID.randomUUID().toString();

    var sent = send(conversation, card.get("text").asString(), id(card), mid);
    talk.retire(article);
    var again = send(conversation, card.get("text").asString(), id(card), mid);

    assertThat(sent.path("type").asString()).as(sent.toString()).isEqualTo("ok");
    assertThat(again.path("seq")).isEqualTo(sent.path("seq"));
  }

  private void isRefused(String conversation, JsonNode card, String article) throws Exception {
    var refused = send(conversation, card.get("text").asString(), id(card));
    assertThat(refused.path("code").asString()).as(refused.toString()).isEqualTo("conflict");
    assertThat(refused.path("suggestion").asString()).isEqualTo(id(card));
    assertThat(refused.path("article").asString()).isEqualTo(article);
    assertThat(refused.path("text").asString()).contains("已更新、停用或过期");
  }

  private static String id(JsonNode card) {
    return card.get("id").asString();
  }

  private static void done(Rest.Reply reply) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
  }

  private JsonNode send(String conversation, String text, @Nullable String suggestion)
      throws Exception {
    return send(conversation, text, suggestion, UUID.randomUUID().toString());
  }

  private JsonNode send(String conversation, String text, @Nullable String suggestion, String mid)
      throws Exception {
    var frame = new HashMap<String, Object>();
    frame.put("type", "send");
    frame.put("id", agent.socket().nextId());
    frame.put("conversation", conversation);
    frame.put("mid", mid);
    frame.put("body", Map.of("kind", "text", "text", text));
    if (suggestion != null) {
      frame.put("suggestion", suggestion);
    }
    return agent.socket().ask(frame);
  }
}
