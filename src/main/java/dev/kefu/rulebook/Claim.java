package dev.kefu.rulebook;

import org.jspecify.annotations.Nullable;

/// What somebody wants to give a shopper, for the rulebook to judge.
///
/// @param kind `compensation discount complaint question`
/// @param reason a reason of the rulebook, or anything else: then no rule matches
/// @param proposalFen what is proposed, at least 0; null when it is no money
/// @param orderAmountFen of the order it is about; null without an order
/// @param evidence whether a picture is attached
/// @param givenFen what was given before for the same reason and order: a limit is not given twice
public record Claim(
    String kind,
    String reason,
    @Nullable Long proposalFen,
    @Nullable String form,
    @Nullable Long orderAmountFen,
    boolean evidence,
    long givenFen) {

  /// The first claim for its reason and order.
  public Claim(
      String kind,
      String reason,
      @Nullable Long proposalFen,
      @Nullable String form,
      @Nullable Long orderAmountFen,
      boolean evidence) {
    this(kind, reason, proposalFen, form, orderAmountFen, evidence, 0);
  }
}
