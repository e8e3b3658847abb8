package dev.kefu.commerce;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An order as the shop tells it.
///
/// @param amountFen lines plus shipping less discount: what was or is to be paid
/// @param freightFen what of it is for sending the goods; null while the shop does not say
/// @param shipBy the moment of payment and the target of the shop's promise (`promise.target_h`);
///   null unless paid and not shipped
public record Order(
    String order,
    String buyer,
    OrderState state,
    List<OrderLine> lines,
    long amountFen,
    @Nullable Long freightFen,
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

  private static final DateTimeFormatter SHIP_BY = DateTimeFormatter.ofPattern("M月d日 HH:mm");

  /// What of the amount is for the goods. Where the shop does not tell what sending them costs,
  /// never more than their prices come to.
  public long goodsFen() {
    if (freightFen != null) {
      return Math.max(0, amountFen - freightFen);
    }
    var prices = lines.stream().mapToLong(line -> line.priceFen() * line.quantity()).sum();
    return Math.min(amountFen, prices);
  }

  public Fact stateFact() {
    return Fact.fresh(FactKind.ORDER, order, state.title(), asOf, source);
  }

  /// @param zone where the shop is
  public Fact shipByFact(ZoneId zone) {
    var text = shipBy == null ? "" : SHIP_BY.format(shipBy.atZone(zone));
    return Fact.fresh(FactKind.SHIP_BY, order, text, asOf, source);
  }

  /// One line of an order.
  ///
  /// @param title with the options
  /// @param priceFen of one piece
  public record OrderLine(String sku, String title, int quantity, long priceFen) {}
}
