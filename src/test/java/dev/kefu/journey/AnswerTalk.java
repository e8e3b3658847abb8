package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// What is asked and answered about an article that an editor has written for a story.
record AnswerTalk(Cast cast, Rest editor) {

  private static final String ARTICLES = "/api/v1/knowledge/articles";

  /// @return its id; published
  String publish(Map<String, ?> fields) throws Exception {
    var written = editor.post(ARTICLES, fields);
    assertThat(written.status()).as(written.toString()).isEqualTo(201);
    var id = written.body().get("id").asString();
    var published = editor.post(ARTICLES + "/" + id + "/publish", Map.of(), "If-Match", "\"1\"");
    assertThat(published.status()).as(published.toString()).isEqualTo(200);
    return id;
  }

  void retire(String article) throws Exception {
    editor.delete(ARTICLES + "/" + article, "If-Match", "*");
  }

  /// A shopper nobody has seen asks, and the agent has taken the conversation.
  String ask(Cast.Member agent, String text) throws Exception {
    return ask(agent, text, "pre_sale");
  }

  /// The same of something that was bought.
  String afterSale(Cast.Member agent, String text) throws Exception {
    return ask(agent, text, "after_sale");
  }

  private String ask(Cast.Member agent, String text, String stage) throws Exception {
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, stage, null);
    var taken = agent.socket().command("take", conversation, Map.of());
    assertThat(taken.path("type").asString()).as(taken.toString()).isEqualTo("ok");
    shopper.socket().say(conversation, text);
    return conversation;
  }

  JsonNode card(Cast.Member agent, String conversation, String article) throws Exception {
    var set =
        agent
            .socket()
            .await(frame ->
                frame.path("type").asString().equals("suggestions")
                    && frame.path("conversation").asString().equals(conversation)
                    && frame.path("for_seq").asInt() > 0);
    for (var card : set.get("cards")) {
      if (card.get("article").get("id").asString().equals(article)) {
        return card;
      }
    }
    throw new AssertionError("no card of " + article + ": " + set);
  }

  /// As the card stands.
  void send(Cast.Member agent, String conversation, JsonNode card) throws Exception {
    var frame = new HashMap<String, Object>();
    frame.put("type", "send");
    frame.put("id", agent.socket().nextId());
    frame.put("conversation", conversation);
    frame.put("mid", UUID.randomUUID().toString());
    frame.put("body", Map.of("kind", "text", "text", card.get("text").asString()));
    frame.put("suggestion", card.get("id").asString());
    var answer = agent.socket().ask(frame);
    assertThat(answer.path("type").asString()).as(answer.toString()).isEqualTo("ok");
  }
}
