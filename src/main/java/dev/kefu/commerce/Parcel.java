package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/// A parcel on its way.
///
/// @param state one of [#STATES]
/// @param scans in time order
public record Parcel(
    String parcel,
    String order,
    String courier,
    String state,
    List<Scan> scans,
    Instant asOf,
    String source) {

  /// Where a parcel can stand.
  public static final Set<String> STATES =
      Set.of("picked_up", "in_transit", "delivering", "signed", "returned", "lost", "damaged");

  /// What the last scan says; empty before the first.
  public Fact scanFact() {
    var text = scans.isEmpty() ? "" : scans.getLast().text();
    return Fact.fresh(FactKind.PARCEL, parcel, text, asOf, source);
  }

  /// One entry of the courier's trace.
  public record Scan(Instant at, String place, String text) {}
}
