package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holds a claim against what the shop knows: nobody is compensated for somebody else's order, for
/// a line that is not in it, or for more than was paid.
@Component
class ClaimCheck {

  private final Orders orders;
  private final Products products;
  private final Members members;

  ClaimCheck(Orders orders, Products products, Members members) {
    this.orders = orders;
    this.products = products;
    this.members = members;
  }

  CheckedClaim against(Shopper shopper, ClaimRequest request) {
    var number = request.order();
    if (number == null) {
      return checked(shopper, request, price(request), null, request.sku());
    }
    var order = order(shopper, request, number);
    return checked(shopper, request, order.amountFen(), order.createdAt(), goods(request, order));
  }

  private CheckedClaim checked(
      Shopper shopper,
      ClaimRequest request,
      @Nullable Long amount,
      @Nullable Instant orderAt,
      @Nullable String goods) {
    var proposal = request.proposalFen();
    if (amount != null && proposal != null && proposal > amount) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "提议金额超过订单金额");
    }
    var category =
        goods == null ? null : products.find(goods).found().map(Product::category).orElse(null);
    return new CheckedClaim(request, shopper, amount, orderAt, goods, category, tier(shopper));
  }

  private @Nullable String tier(Shopper shopper) {
    var buyer = shopper.buyer();
    return buyer == null
        ? null
        : members.find(buyer).found().map(Members.Member::tier).orElse(null);
  }

  private Order order(Shopper shopper, ClaimRequest request, String number) {
    var order = order(orders.find(number));
    if (!order.buyer().equals(shopper.buyer())) {
      throw noSuchOrder();
    }
    var sku = request.sku();
    if (sku != null && order.lines().stream().noneMatch(line -> line.sku().equals(sku))) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "订单里没有这件商品");
    }
    return order;
  }

  private static @Nullable String goods(ClaimRequest request, Order order) {
    return request.sku() == null && order.lines().size() == 1
        ? order.lines().getFirst().sku()
        : request.sku();
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
