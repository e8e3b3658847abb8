package dev.kefu.rulebook;

import java.util.List;

/// What a role may give for a reason by the rules alone.
///
/// @param forms in which it may be given
/// @param maxPercent of the order's amount
/// @param maxFen whatever the order cost
/// @param evidence whether an agent needs a picture for it
public record Offer(
    String rule, List<String> forms, int maxPercent, long maxFen, boolean evidence) {

  private static final int HUNDRED = 100;

  /// The most for an order of this amount.
  public long maxFenOf(long orderAmountFen) {
    return Math.min(maxFen, orderAmountFen * maxPercent / HUNDRED);
  }
}
