package dev.kefu.outreach;

import dev.kefu.commerce.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the shop owes somebody a word about now.
///
/// @param cause what it has in common with others, such as the SKU that is sold out
/// @param amountFen of the order, or what the courier is asked for
/// @param sku what is sold out
/// @param claim against the courier, for a courier to be reminded of
/// @param goods what it is about, as a text names it
record Duty(
    TaskKind kind,
    String cause,
    String order,
    String buyer,
    long amountFen,
    @Nullable String sku,
    @Nullable String claim,
    String goods,
    String text,
    Instant dueAt) {

  /// To a shopper, about their order.
  static Duty about(
      Order order,
      TaskKind kind,
      String cause,
      @Nullable String sku,
      String goods,
      String text,
      Instant dueAt) {
    return new Duty(
        kind,
        cause,
        order.order(),
        order.buyer(),
        order.amountFen(),
        sku,
        null,
        goods,
        text,
        dueAt);
  }
}
