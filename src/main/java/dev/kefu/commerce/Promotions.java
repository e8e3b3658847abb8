package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What runs, when and for which goods.
public interface Promotions {

  /// Promotions that apply to a SKU at a moment.
  List<Promotion> of(String sku, Instant at);

  /// @param kind `full_reduction discount gift coupon`
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
