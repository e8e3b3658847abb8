package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Payouts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ways something can be given, and their names for people.
public final class Forms {

  /// More than any order of the shop: whoever sends more has mistyped or tries something.
  static final long MAX_FEN = 100_000_000;

  static final String POINTS = "points";

  private static final Map<String, String> NAMES =
      Map.of(
          Payouts.PRICE_CHANGE,
          "改价优惠",
          "refund",
          "退款",
          "price_gap",
          "退差价",
          "small_payment",
          "小额打款",
          "coupon",
          "优惠券",
          POINTS,
          "积分",
          "exchange",
          "换货",
          "reship",
          "补发");

  static final String COMPENSATION = "compensation";
  static final String DISCOUNT = "discount";

  private Forms() {}

  static void requireKnown(@Nullable String form) {
    if (form != null && !NAMES.containsKey(form)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "没有这种方式");
    }
  }

  /// A price is changed only as a discount, and only on an order.
  static void requireFits(String kind, @Nullable String form, @Nullable String order) {
    if (!Payouts.PRICE_CHANGE.equals(form)) {
      return;
    }
    if (!DISCOUNT.equals(kind)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "改价只能用于优惠（kind 为 discount）");
    }
    if (order == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "改价须指明订单");
    }
  }

  /// A discount that is carried out. Any other is only permission to speak of it.
  static boolean isCut(String kind, @Nullable String form) {
    return DISCOUNT.equals(kind) && form != null && Payouts.CUTS.contains(form);
  }

  /// Whether an approval becomes a grant.
  static boolean isCarriedOut(String kind, @Nullable String form) {
    return COMPENSATION.equals(kind) || isCut(kind, form);
  }

  static void requireAmount(String field, @Nullable Long fen) {
    if (fen != null && (fen < 0 || fen > MAX_FEN)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, field + " 应为 0 到 " + MAX_FEN + " 之间的整数（分）");
    }
  }

  /// What people call each.
  public static Map<String, String> names() {
    return NAMES;
  }

  static String name(String form) {
    return NAMES.getOrDefault(form, form);
  }

  static boolean isMoney(String form) {
    return !isGoods(form) && !POINTS.equals(form);
  }

  /// Goods move instead of money: only these may be granted with an amount of 0.
  static boolean isGoods(@Nullable String form) {
    return "exchange".equals(form) || "reship".equals(form);
  }
}
