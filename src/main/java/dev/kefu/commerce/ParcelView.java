package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;

/// A parcel as REST tells it.
public record ParcelView(
    String parcel,
    String order,
    String courier,
    String state,
    List<Parcel.Scan> scans,
    Instant asOf,
    String source,
    List<Fact> facts) {

  public static ParcelView of(Parcel parcel) {
    return new ParcelView(
        parcel.parcel(),
        parcel.order(),
        parcel.courier(),
        parcel.state(),
        parcel.scans(),
        parcel.asOf(),
        parcel.source(),
        List.of(parcel.scanFact()));
  }
}
