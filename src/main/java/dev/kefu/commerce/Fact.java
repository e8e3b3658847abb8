package dev.kefu.commerce;

import java.time.Instant;

/// Something true of the shop at a moment.
///
/// @param value as it stands in a text; empty when the shop could not be asked, and when it says
///   that there is none: no promotion runs, the order has been shipped and so has no latest
///   dispatch
/// @param asOf when the shop said so
/// @param source who said so, such as `demo`
public record Fact(
    FactKind fact, String key, String value, Instant asOf, String source, FactState state) {

  public FactRef ref() {
    return new FactRef(fact, key);
  }

  /// Whether it must not be said: the shop could not be asked, and what it said last is too old.
  public boolean failed() {
    return state == FactState.FAILED || state == FactState.STALE;
  }

  /// Whether there is a value to put into a text; otherwise the fallback stands for it.
  public boolean known() {
    return !failed() && !value.isEmpty();
  }

  /// The same in another state.
  public Fact as(FactState other) {
    return new Fact(fact, key, value, asOf, source, other);
  }

  public static Fact fresh(FactKind fact, String key, String value, Instant asOf, String source) {
    return new Fact(fact, key, value, asOf, source, FactState.FRESH);
  }
}
