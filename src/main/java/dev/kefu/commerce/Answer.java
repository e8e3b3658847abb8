package dev.kefu.commerce;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Optional;

/// What the shop says when asked. A list that is empty is [Found]. Failure is a shape of the
/// answer, not an exception.
public sealed interface Answer<T> {

  /// There is such a thing.
  record Found<T>(T value) implements Answer<T> {}

  /// The shop knows of no such thing.
  record Missing<T>() implements Answer<T> {}

  /// The shop could not be asked.
  ///
  /// @param reason for people
  record Failed<T>(String reason) implements Answer<T> {}

  /// The thing, for a caller that can only pass on that there is none.
  ///
  /// @param missing for people
  /// @throws Refusal `not_found`, or `unavailable` when the shop could not be asked
  default T orRefuse(String missing) {
    return switch (this) {
      case Found<T>(var value) -> value;
      case Missing<T> _ -> throw new Refusal(ErrorCode.NOT_FOUND, missing);
      case Failed<T>(var reason) -> throw new Refusal(ErrorCode.UNAVAILABLE, reason);
    };
  }

  /// The thing, or nothing when it is missing or the shop could not be asked.
  default Optional<T> found() {
    return this instanceof Found<T>(var value) ? Optional.of(value) : Optional.empty();
  }
}
