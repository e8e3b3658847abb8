package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import org.jspecify.annotations.Nullable;

/// A claim held against the shop's own facts. Only [Cases#check] makes one: opening a case happens
/// inside the writer's transaction, where the shop must not be asked.
public final class CheckedClaim {

  private final ClaimRequest request;
  private final Shopper shopper;
  private final @Nullable Long orderAmountFen;

  CheckedClaim(ClaimRequest request, Shopper shopper, @Nullable Long orderAmountFen) {
    this.request = request;
    this.shopper = shopper;
    this.orderAmountFen = orderAmountFen;
  }

  ClaimRequest request() {
    return request;
  }

  Shopper shopper() {
    return shopper;
  }

  /// Of the order, or the price of the product for a discount.
  @Nullable Long orderAmountFen() {
    return orderAmountFen;
  }
}
