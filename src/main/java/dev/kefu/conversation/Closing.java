package dev.kefu.conversation;

import java.util.Map;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// Why a conversation ended. Staff say it in their own words or codes, for each other; a shopper is
/// told codes alone, that it is over, that they ended it themselves, or that it was erased.
final class Closing {

  private static final String OVER = "done";
  private static final Set<String> TOLD = Set.of(OVER, "shopper", "erased");

  private final JsonMapper json;
  private final String over;

  Closing(JsonMapper json) {
    this.json = json;
    this.over = json.writeValueAsString(Map.of("reason", OVER));
  }

  /// An event as its shopper reads it.
  Event forShopper(Event event) {
    return event.kind() != EventKind.CLOSE || TOLD.contains(reason(event))
        ? event
        : new Event(
            event.conversation(),
            event.seq(),
            event.shopperSeq(),
            event.kind(),
            event.sender(),
            event.mid(),
            over,
            event.at());
  }

  private String reason(Event event) {
    return json.readTree(event.body()).path("reason").asString("");
  }
}
