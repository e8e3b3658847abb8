package dev.kefu.rulebook;

import org.jspecify.annotations.Nullable;

/// What one check has to say about one place.
///
/// @param ask what approval it needs; null unless `weight` is [Weight#APPROVE]
record Flag(Weight weight, Finding finding, @Nullable Ask ask) {

  enum Weight {
    /// Looked at later; nobody is stopped.
    NOTE,
    /// Sent once its author has named a reason.
    WARN,
    APPROVE,
    BLOCK
  }

  /// @param kind `compensation` or `discount`
  record Ask(String kind, @Nullable Long amountFen, @Nullable String form) {}

  static Flag block(Finding finding) {
    return new Flag(Weight.BLOCK, finding, null);
  }

  static Flag note(Finding finding) {
    return new Flag(Weight.NOTE, finding, null);
  }

  static Flag warn(Finding finding) {
    return new Flag(Weight.WARN, finding, null);
  }

  static Flag approve(Finding finding, Ask ask) {
    return new Flag(Weight.APPROVE, finding, ask);
  }
}
