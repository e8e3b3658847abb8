package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A claim held against the shop's own facts. Only [Cases#check] makes one: opening a case happens
/// inside the writer's transaction, where the shop must not be asked.
public final class CheckedClaim {

  private final ClaimRequest request;
  private final Shopper shopper;
  private final @Nullable Long orderAmountFen;
  private final @Nullable Instant orderAt;
  private final @Nullable String goods;
  private final @Nullable String category;
  private final @Nullable String tier;
  private final @Nullable Long floorFen;
  private final long freightFen;
  private final boolean shown;

  CheckedClaim(
      ClaimRequest request,
      Shopper shopper,
      @Nullable Long orderAmountFen,
      @Nullable Instant orderAt,
      @Nullable String goods,
      @Nullable String category,
      @Nullable String tier,
      @Nullable Long floorFen,
      long freightFen,
      boolean shown) {
    this.request = request;
    this.shopper = shopper;
    this.orderAmountFen = orderAmountFen;
    this.orderAt = orderAt;
    this.goods = goods;
    this.category = category;
    this.tier = tier;
    this.floorFen = floorFen;
    this.freightFen = freightFen;
    this.shown = shown;
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

  /// When the order was placed.
  @Nullable Instant orderAt() {
    return orderAt;
  }

  /// The SKU it is about: as asked, or the only one of the order.
  @Nullable String goods() {
    return goods;
  }

  /// Of the goods; null while the shop does not tell it.
  @Nullable String category() {
    return category;
  }

  /// The least the goods of a discount may be sold for; null while the shop does not say.
  @Nullable Long floorFen() {
    return floorFen;
  }

  /// What of the amount is for sending the goods.
  long freightFen() {
    return freightFen;
  }

  /// Whether a picture the shopper has sent in the conversation is among the evidence.
  boolean shown() {
    return shown;
  }

  /// Of the member; null for somebody who is none, or while the shop does not tell it.
  @Nullable String tier() {
    return tier;
  }
}
