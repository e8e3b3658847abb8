package dev.kefu.rulebook;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody wants to give a shopper, for the rulebook to judge.
///
/// @param kind `compensation discount complaint question`
/// @param reason one of [#REASONS], or anything else: then no rule matches
/// @param proposalFen what is proposed, at least 0; null when it is no money
/// @param orderAmountFen of the order it is about, or the price of the goods for a discount, before
///   anything was taken off it; null without
/// @param evidence whether a picture is attached
/// @param givenFen what was given before for the same reason and order, or taken off the same price
///   before: a limit is not given twice
/// @param about what else rules may depend on
public record Claim(
    String kind,
    String reason,
    @Nullable Long proposalFen,
    @Nullable String form,
    @Nullable Long orderAmountFen,
    boolean evidence,
    long givenFen,
    About about) {

  /// What there may be rules for.
  public static final Set<String> REASONS =
      Set.of(
          "damaged",
          "missing",
          "wrong_item",
          "late",
          "lost",
          "price_gap",
          "quality",
          "not_as_described",
          "stock_out",
          "goodwill");

  /// What is known of the goods and of the shopper. For what is not known, the strictest of the
  /// rules that may hold does.
  ///
  /// @param category of the goods, such as `餐具/杯`
  /// @param tier of the member, such as `金卡会员`
  /// @param claims30Days of this shopper before this one
  /// @param floorFen the least the goods may be sold for; null when the shop does not say
  /// @param freightFen what of the price is for sending the goods
  /// @param rule the one found when the claim was made, for deciding by the same one
  public record About(
      @Nullable String category,
      @Nullable String tier,
      int claims30Days,
      @Nullable Long floorFen,
      long freightFen,
      @Nullable String rule) {

    public static final About NOTHING = new About(null, null, 0, null, 0, null);
  }

  /// The first claim for its reason and order.
  public Claim(
      String kind,
      String reason,
      @Nullable Long proposalFen,
      @Nullable String form,
      @Nullable Long orderAmountFen,
      boolean evidence) {
    this(kind, reason, proposalFen, form, orderAmountFen, evidence, 0, About.NOTHING);
  }
}
