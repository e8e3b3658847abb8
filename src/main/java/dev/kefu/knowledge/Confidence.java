package dev.kefu.knowledge;

/// How sure the search is, in words.
public enum Confidence {
  HIGH,
  MEDIUM,
  LOW,
  /// Too unsure to show.
  NONE
}
