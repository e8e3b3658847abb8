package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs, when and for which goods.
public interface Promotions {

  /// Everything that runs at a moment.
  Answer<List<Promotion>> running(Instant at);

  /// Promotions that apply to a SKU at a moment; none for an unknown SKU.
  Answer<List<Promotion>> of(String sku, Instant at);

  /// @param kind `full_reduction discount gift coupon`
  /// @param skus SKUs and product codes; empty for the whole shop
  /// @param percent what is left of the price, 90 for 九折
  /// @param from null when it always ran
  /// @param until null when it has no end
  record Promotion(
      String id,
      String title,
      String kind,
      List<String> skus,
      @Nullable Long thresholdFen,
      @Nullable Long reduceFen,
      @Nullable Integer percent,
      @Nullable Instant from,
      @Nullable Instant until,
      Instant asOf,
      String source) {}
}
