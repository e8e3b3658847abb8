package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as the shop tells it.
///
/// @param amountFen lines plus shipping less discount: what was or is to be paid
/// @param shipBy the latest moment of dispatch; null unless paid and not shipped
public record Order(
    String order,
    String buyer,
    OrderState state,
    List<OrderLine> lines,
    long amountFen,
    Instant createdAt,
    @Nullable Instant paidAt,
    @Nullable Instant shippedAt,
    @Nullable Instant signedAt,
    @Nullable Instant shipBy,
    @Nullable String courier,
    @Nullable String parcel,
    String province,
    String city,
    Instant asOf,
    String source) {

  /// One line of an order.
  public record OrderLine(String sku, String title, int quantity, long priceFen) {}
}
