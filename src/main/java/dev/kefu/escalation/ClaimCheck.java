package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holds a claim against what the shop knows: nobody is compensated for somebody else's order, for
/// a line that is not in it, or for more than was paid.
@Component
class ClaimCheck {

  private final Orders orders;
  private final Products products;

  ClaimCheck(Orders orders, Products products) {
    this.orders = orders;
    this.products = products;
  }

  CheckedClaim against(Shopper shopper, ClaimRequest request) {
    var order = request.order();
    var amount = order == null ? price(request) : paid(shopper, request, order);
    var proposal = request.proposalFen();
    if (amount != null && proposal != null && proposal > amount) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "提议金额超过订单金额");
    }
    return new CheckedClaim(request, shopper, amount);
  }

  private @Nullable Long paid(Shopper shopper, ClaimRequest request, String number) {
    var order = order(orders.find(number));
    if (!order.buyer().equals(shopper.buyer())) {
      throw noSuchOrder();
    }
    var sku = request.sku();
    if (sku != null && order.lines().stream().noneMatch(line -> line.sku().equals(sku))) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "订单里没有这件商品");
    }
    return order.amountFen();
  }

  private static Order order(Answer<Order> answer) {
    return switch (answer) {
      case Answer.Found<Order>(var order) -> order;
      case Answer.Missing<Order>() -> throw noSuchOrder();
      case Answer.Failed<Order>(var reason) ->
          throw new Refusal(ErrorCode.UNAVAILABLE, "暂时查询不到订单：" + reason);
    };
  }

  private static Refusal noSuchOrder() {
    return new Refusal(ErrorCode.NOT_FOUND, "该买家没有这个订单");
  }

  /// A discount is held against the live price of the product.
  private @Nullable Long price(ClaimRequest request) {
    if (request.sku() == null) {
      return null;
    }
    return switch (products.find(request.sku())) {
      case Answer.Found<Product>(var product) -> product.priceFen();
      case Answer.Missing<Product>() -> throw new Refusal(ErrorCode.NOT_FOUND, "没有这件商品");
      case Answer.Failed<Product>(var reason) ->
          throw new Refusal(ErrorCode.UNAVAILABLE, "暂时查询不到商品：" + reason);
    };
  }
}
