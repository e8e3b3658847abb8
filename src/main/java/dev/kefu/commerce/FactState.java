package dev.kefu.commerce;

/// How far a fact can be trusted now.
public enum FactState {
  FRESH,

  /// The shop cannot be asked just now; what it said last is not old yet. To be said with care, and
  /// never sent without being read again.
  AGEING,

  /// The shop cannot be asked, and what it said last is too old to be said.
  STALE,

  /// Nothing is known.
  FAILED
}
