package dev.kefu.commerce;

import java.time.Instant;

/// Something true of the shop at a moment.
///
/// @param value as it stands in a text; empty when `failed`
/// @param asOf when the shop said so
/// @param source who said so, such as `demo`
public record Fact(
    FactKind fact, String key, String value, Instant asOf, String source, FactState state) {

  public FactRef ref() {
    return new FactRef(fact, key);
  }

  public boolean failed() {
    return state == FactState.FAILED;
  }
}
