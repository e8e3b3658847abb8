package dev.kefu.desk;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a command's arguments into a record. Over the socket unknown fields are passed over.
@Component
class Arguments {

  private final JsonMapper json;

  Arguments(JsonMapper json) {
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  /// @throws Refusal `bad_request` when they do not fit
  <T> T read(JsonNode args, Class<T> type) {
    try {
      return json.treeToValue(args, type);
    } catch (JacksonException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof Refusal refusal) {
          throw refusal;
        }
      }
      throw new Refusal(ErrorCode.BAD_REQUEST, "args 不正确");
    }
  }
}
