package dev.kefu.commerce.http;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// How a shop's system speaks.
@NullMarked
interface Face {

  /// @param path decoded parts, without the first slash
  record Asked(
      String method,
      List<String> path,
      Map<String, String> query,
      JsonNode body,
      String idempotencyKey) {

    String query(String name) {
      return query.getOrDefault(name, "");
    }
  }

  /// @param json null for an answer without a body
  record Said(int status, @Nullable Object json) {}

  Said say(Asked asked);
}
