package dev.kefu.commerce;

import java.util.Optional;

/// What the shop says when asked for one thing. Failure is a shape of the answer, not an exception.
public sealed interface Answer<T> {

  /// There is such a thing.
  record Found<T>(T value) implements Answer<T> {}

  /// The shop knows of no such thing.
  record Missing<T>() implements Answer<T> {}

  /// The shop could not be asked.
  ///
  /// @param reason for people
  record Failed<T>(String reason) implements Answer<T> {}

  /// The thing, or nothing when it is missing or the shop could not be asked.
  default Optional<T> found() {
    return this instanceof Found<T>(var value) ? Optional.of(value) : Optional.empty();
  }
}
