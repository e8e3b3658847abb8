package dev.kefu.commerce.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.SimplePropertyRowMapper;

/// Rows of the demo shop's smaller tables, named as their columns.
final class Rows {

  private Rows() {}

  /// Columns to components by their names, `price_fen` to `priceFen`.
  static <T extends Record> RowMapper<T> of(Class<T> type) {
    return new SimplePropertyRowMapper<>(type);
  }

  record LineRow(String orderId, int place, String sku, int quantity, long priceFen) {}

  record ParcelRow(String parcel, String orderId, String courier, String state) {}

  /// @param step counts a parcel's scans from 1
  record ScanRow(String parcel, int step, long scannedAt, String place, String told) {}

  record MemberRow(
      String buyer, String name, String tier, long points, String phone, long joinedAt) {}

  record FeeRow(
      String courier,
      String province,
      int firstG,
      long firstFen,
      int stepG,
      long stepFen,
      int served,
      String days) {

    long feeFen(int weightG) {
      var over = Math.max(0, weightG - firstG);
      return firstFen + Math.ceilDiv(over, stepG) * stepFen;
    }
  }

  /// @param skus as the file has them, split by `|`, as `categories` and `tiers` are
  /// @param windowName null for always
  record PromotionRow(
      String id,
      int place,
      String title,
      String kind,
      @Nullable String level,
      String skus,
      String categories,
      long thresholdFen,
      long reduceFen,
      int percent,
      @Nullable Long priceFen,
      int every,
      @Nullable Long capFen,
      @Nullable Integer nth,
      String tiers,
      @Nullable String windowName) {}
}
