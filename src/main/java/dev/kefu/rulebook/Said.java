package dev.kefu.rulebook;

import java.util.List;

/// What a text says with one sum of money.
///
/// @param around the words around it
record Said(Amount amount, Around around, Sense sense) {

  enum Sense {
    /// The shop gives it: 补您20元.
    PROMISE,
    /// Given back for goods sent back or never sent: 退款129元会原路退回.
    REFUND,
    /// Taken off the price: 便宜20.
    CUT,
    /// A price made for this shopper: 给您算100元.
    OFFER,
    /// What something costs: 这件129元.
    PRICE,
    /// None of these: a threshold, a fee, what somebody else said.
    OTHER
  }

  /// All sums of a text, in order.
  static List<Said> in(Reading reading) {
    var tight = reading.tight().text();
    return Amount.in(reading).stream()
        .map(amount -> {
          var around = Around.of(tight, amount.from(), amount.to());
          return new Said(amount, around, Senses.of(amount, around));
        })
        .toList();
  }

  /// `refund`, `coupon` or `small_payment`, as far as the words tell.
  String form() {
    var words = around.clauseBefore() + around.clauseAfter();
    if (words.contains("券")) {
      return "coupon";
    }
    if (words.contains("差价")) {
      return "price_gap";
    }
    return words.contains("退") && !words.contains("补") ? "refund" : "small_payment";
  }
}
