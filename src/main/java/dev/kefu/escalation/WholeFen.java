package dev.kefu.escalation;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/// Reads a sum of money as JSON writes whole numbers, and in no other way: Jackson would also take
/// `"40"`, `"４０"` and cut `40.9` to 40.
final class WholeFen extends StdDeserializer<Long> {

  WholeFen() {
    super(Long.class);
  }

  @Override
  public Long deserialize(JsonParser parser, DeserializationContext context) {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      context.reportInputMismatch(this, "money is a whole number of fen");
    }
    return parser.getLongValue();
  }
}
