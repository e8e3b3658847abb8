package dev.kefu.commerce;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Promotions.Promotion;

/// What a promotion does, in a few words for people.
final class PromotionWords {

  private PromotionWords() {}

  static String of(Promotion promotion) {
    return switch (promotion.kind()) {
      case "discount" -> "按 " + promotion.percent() + "% 计价";
      case "price" -> "活动价";
      case "member" -> "会员价";
      case "nth_piece" -> "第 " + promotion.nth() + " 件按 " + promotion.percent() + "% 计价";
      case "gift" -> "赠品";
      default -> reduction(promotion);
    };
  }

  private static String reduction(Promotion promotion) {
    var reduce = promotion.reduceFen() == null ? 0 : promotion.reduceFen();
    var threshold = promotion.thresholdFen();
    var off = "减 " + Fen.yuan(reduce);
    if (threshold == null || threshold == 0) {
      return off;
    }
    var cap = promotion.capFen();
    return (promotion.every() ? "每满 " : "满 ")
        + Fen.yuan(threshold)
        + " "
        + off
        + (cap == null ? "" : "，最多减 " + Fen.yuan(cap));
  }
}
