package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What shoppers ask about goods, and what one agent answers.
@NullMarked
record ShopTalk(Cast cast, Cast.Member agent) {

  record Asked(Cast.Visit shopper, String conversation) {}

  /// A new shopper asks on the page of a product, and the agent takes the conversation.
  Asked asks(String sku, String text) throws Exception {
    var shopper = cast.stranger();
    var conversation = Cast.open(shopper, "pre_sale", Map.of("sku", sku));
    shopper.socket().say(conversation, text);
    agent
        .socket()
        .await(f ->
            f.path("type").asString().equals("inbox")
                && f.path("row").path("conversation").asString().equals(conversation));
    var taken = agent.socket().command("take", conversation, Map.of());
    assertThat(taken.path("type").asString()).isEqualTo("ok");
    return new Asked(shopper, conversation);
  }

  JsonNode suggestions(String conversation) throws InterruptedException {
    return agent
        .socket()
        .await(f ->
            f.path("type").asString().equals("suggestions")
                && f.path("conversation").asString().equals(conversation));
  }

  JsonNode cardWithStock(String conversation, String stock) throws InterruptedException {
    for (var card : suggestions(conversation).path("cards")) {
      for (var slot : card.path("slots")) {
        if (slot.path("fact").asString().equals("stock")
            && slot.path("value").asString().equals(stock)) {
          return card;
        }
      }
    }
    throw new AssertionError("no card holds the stock");
  }

  JsonNode send(String conversation, JsonNode card) throws InterruptedException {
    return sendBody(
        conversation,
        Map.of("kind", "text", "text", card.path("text").asString(), "slots", card.path("slots")),
        card.path("id").asString());
  }

  JsonNode sendBody(String conversation, Map<String, Object> body, @Nullable String suggestion)
      throws InterruptedException {
    var frame = new HashMap<String, Object>();
    frame.put("type", "send");
    frame.put("id", agent.socket().nextId());
    frame.put("conversation", conversation);
    frame.put("mid", UUID.randomUUID().toString());
    frame.put("body", body);
    if (suggestion != null) {
      frame.put("suggestion", suggestion);
    }
    return agent.socket().ask(frame);
  }
}
