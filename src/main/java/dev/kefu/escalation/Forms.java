package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ways something can be given, and their names for people.
final class Forms {

  /// More than any order of the shop: whoever sends more has mistyped or tries something.
  static final long MAX_FEN = 100_000_000;

  private static final Map<String, String> NAMES =
      Map.of(
          "refund", "退款",
          "price_gap", "退差价",
          "small_payment", "小额打款",
          "coupon", "优惠券",
          "points", "积分",
          "exchange", "换货",
          "reship", "补发");

  private Forms() {}

  static void requireKnown(@Nullable String form) {
    if (form != null && !NAMES.containsKey(form)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "没有这种补偿方式");
    }
  }

  static void requireAmount(String field, @Nullable Long fen) {
    if (fen != null && (fen < 0 || fen > MAX_FEN)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, field + " 应为 0 到 " + MAX_FEN + " 之间的整数（分）");
    }
  }

  static String name(String form) {
    return NAMES.getOrDefault(form, form);
  }

  /// Goods move instead of money: only these may be granted with an amount of 0.
  static boolean isGoods(@Nullable String form) {
    return "exchange".equals(form) || "reship".equals(form);
  }
}
