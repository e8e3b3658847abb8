package dev.kefu.rulebook;

import dev.kefu.base.Body;
import dev.kefu.commerce.Answer;
import java.util.Optional;

/// Cards of products and orders: the thing has to be there, and an order has to be the shopper's.
final class Cards {

  static final String SKU = "K-SKU";

  private Cards() {}

  static Optional<Flag> product(Shelf shelf, Body.ProductCard card) {
    return switch (shelf.product(card.sku())) {
      case Answer.Found<?> _ -> Optional.empty();
      case Answer.Missing<?> _ -> Optional.of(block(SKU, "fact", "店铺没有这件商品"));
      case Answer.Failed<?> _ -> Optional.of(Flag.note(finding(SKU, "fact", "商品未能核实，请稍后再看")));
    };
  }

  /// What cannot be proved to be the shopper's own is not shown.
  static Optional<Flag> order(Shelf shelf, Body.OrderCard card, Draft draft) {
    return switch (shelf.order(card.order())) {
      case Answer.Found<dev.kefu.commerce.Order>(var order) ->
          order.buyer().equals(draft.buyer())
              ? Optional.empty()
              : Optional.of(block(PersonalData.ORDER, "privacy", "这是其他买家的订单，不能发送"));
      case Answer.Missing<?> _ -> Optional.of(block(PersonalData.ORDER, "fact", "店铺没有这个订单"));
      case Answer.Failed<?> _ ->
          Optional.of(block(PersonalData.ORDER, "privacy", "暂时无法核实订单归属，请稍后再发"));
    };
  }

  private static Flag block(String rule, String kind, String text) {
    return Flag.block(finding(rule, kind, text));
  }

  private static Finding finding(String rule, String kind, String text) {
    return new Finding(rule, kind, text, null, 0, 0);
  }
}
