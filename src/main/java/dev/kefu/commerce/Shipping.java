package dev.kefu.commerce;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Parcels on their way, and what sending one costs.
public interface Shipping {

  Answer<Parcel> parcel(String parcel);

  /// Quotes for a place, cheapest first; a courier that does not deliver there is in the list with
  /// `served` false.
  ///
  /// @param courier null for all
  /// @param province as it begins an address, with or without 省, 市, 自治区 and what follows; an
  ///   unknown one gives an empty list
  /// @param weightG 1 to 100,000
  Answer<List<Quote>> quotes(@Nullable String courier, String province, int weightG);

  /// @param feeFen null when nobody says; not looked at when not served
  /// @param days usual days on the way
  record Quote(
      String courier,
      String courierName,
      String province,
      int weightG,
      boolean served,
      @Nullable Long feeFen,
      String days,
      Instant asOf,
      String source) {

    /// Dear places last, behind them who does not say the fee; a courier that does not go there
    /// comes behind all.
    public static final Comparator<Quote> CHEAPEST_FIRST =
        Comparator.comparing(Quote::served)
            .reversed()
            .thenComparing(Quote::feeFen, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Quote::courier);
  }
}
