package dev.kefu.commerce;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Carries out what was granted: money back, a coupon, points, a new parcel, a lower price.
public interface Payouts {

  /// The form that takes a sum off an order that is not paid yet.
  String PRICE_CHANGE = "price_change";

  /// The forms that lower what somebody pays in place of giving something back.
  Set<String> CUTS = Set.of(PRICE_CHANGE, "coupon");

  /// Pays once for a key: the same key again answers the first receipt and pays nothing.
  ///
  /// @throws PayoutUnknown when the shop did not answer; ask [#find] before paying again
  Receipt pay(Payout payout);

  /// What was paid or refused under a key, if anything.
  ///
  /// @throws PayoutUnknown when the shop did not answer
  Optional<Receipt> find(String key);

  /// Whether the shop can carry out a form at all. Asked before a price is lowered or a coupon
  /// given from the chat, and before anything is approved; what else is granted and not offered is
  /// refused by the shop, in words, when it is to be paid.
  default boolean offers(String form) {
    return true;
  }

  /// @param key the decision this carries out; the shop pays a key once
  /// @param form `refund price_gap small_payment coupon points exchange reship`, or `price_change`:
  ///   the sum is taken off an order that is not paid yet
  /// @param order what it is for; null for none, never for a `price_change`
  /// @param amountFen at least 0; 0 only for `exchange` and `reship`
  record Payout(String key, @Nullable String order, String buyer, String form, long amountFen) {

    private static final Set<String> OF_MONEY =
        Set.of("refund", "price_gap", "small_payment", "coupon", "points", PRICE_CHANGE);
    private static final Set<String> OF_GOODS = Set.of("exchange", "reship");

    /// @throws IllegalArgumentException for a form or an amount nobody can pay
    public Payout {
      if (PRICE_CHANGE.equals(form) && order == null) {
        throw new IllegalArgumentException("a price is changed on an order");
      }
      if (key.isBlank() || buyer.isBlank()) {
        throw new IllegalArgumentException("a payout needs a key and a buyer");
      }
      if (!OF_MONEY.contains(form) && !OF_GOODS.contains(form)) {
        throw new IllegalArgumentException("unknown form of payout: " + form);
      }
      if (amountFen < 0 || (amountFen == 0 && OF_MONEY.contains(form))) {
        throw new IllegalArgumentException("amount of a " + form + ": " + amountFen);
      }
    }
  }

  /// @param paid false when the shop refused; `text` says why
  /// @param amountFen what was paid; null when the shop does not say
  record Receipt(
      String key, boolean paid, String reference, String text, @Nullable Long amountFen) {

    /// Of a shop that does not say how much.
    public Receipt(String key, boolean paid, String reference, String text) {
      this(key, paid, reference, text, null);
    }
  }

  /// The shop may or may not have paid.
  class PayoutUnknown extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PayoutUnknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
