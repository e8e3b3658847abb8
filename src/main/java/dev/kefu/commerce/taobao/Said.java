package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.line.Unreadable;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// What came of a question to the platform.
sealed interface Said {

  /// An answer.
  record Told(JsonNode body) implements Said {}

  /// There is no such thing.
  record Nothing() implements Said {}

  /// The platform has clearly said no.
  record Refused(TopError error) implements Said {}

  /// Nobody knows what it would have said, or whether it has done what it was asked.
  ///
  /// @param reason for people
  record Silent(String reason) implements Said {}

  /// The same for somebody who only wants to know.
  ///
  /// @throws Unreadable what `reading` throws
  default <T> Answer<T> answer(Function<JsonNode, Answer<T>> reading) {
    return switch (this) {
      case Told(var body) -> reading.apply(body);
      case Nothing _ -> new Answer.Missing<>();
      case Refused _ -> new Answer.Failed<>(TopGateway.REFUSED);
      case Silent(var reason) -> new Answer.Failed<>(reason);
    };
  }
}
