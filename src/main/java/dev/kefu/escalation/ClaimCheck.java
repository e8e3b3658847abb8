package dev.kefu.escalation;

import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Members;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Payouts;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ShownPictures;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Holds a claim against what the shop knows and what the shopper has shown: nobody is compensated
/// for somebody else's order, for a line that is not in it, or for more than was paid; no price is
/// changed that is paid already, when it is asked for as when it is decided.
@Component
class ClaimCheck {

  private final Orders orders;
  private final Products products;
  private final Members members;
  private final Payouts payouts;
  private final ShownPictures pictures;

  ClaimCheck(
      Orders orders, Products products, Members members, Payouts payouts, ShownPictures pictures) {
    this.orders = orders;
    this.products = products;
    this.members = members;
    this.payouts = payouts;
    this.pictures = pictures;
  }

  CheckedClaim against(Conversation conversation, ClaimRequest request) {
    var shown = pictures.isAmong(conversation.id(), request.pictures());
    return against(conversation.shopper(), request, shown);
  }

  private CheckedClaim against(Shopper shopper, ClaimRequest request, boolean shown) {
    var form = request.form();
    if (request.isCut() && form != null) {
      requireOffered(form);
    }
    var number = request.order();
    if (number == null) {
      return withoutOrder(shopper, request, shown);
    }
    var order = order(shopper, request, number);
    if (Payouts.PRICE_CHANGE.equals(form)) {
      requireChangeable(order, request.proposalFen());
    }
    return checked(
        shopper,
        request,
        order.amountFen(),
        order.createdAt(),
        goods(request, order),
        Forms.DISCOUNT.equals(request.kind()) ? floor(order) : null,
        order.amountFen() - order.goodsFen(),
        shown);
  }

  /// A discount is held against the price of the goods. What a compensation is a share of nobody
  /// knows: the price of goods somebody may not have bought is no measure.
  private CheckedClaim withoutOrder(Shopper shopper, ClaimRequest request, boolean shown) {
    var goods = goods(request);
    var priced = Forms.DISCOUNT.equals(request.kind()) ? goods : null;
    var price = priced == null ? null : priced.priceFen();
    var floor = priced == null ? null : priced.floorFen();
    return checked(shopper, request, price, null, request.sku(), floor, 0, shown);
  }

  /// Holds what a decision would carry out against what the shop can do by now: a form nobody
  /// offers, or an order that was paid meanwhile, would only fail afterwards.
  CheckedDecision against(Case found, Decision decision) {
    var form = decision.form() == null ? found.form() : decision.form();
    if (decision.approves() && form != null && Forms.isCarriedOut(found.kind(), form)) {
      requireOffered(form);
      var number = found.order();
      if (Payouts.PRICE_CHANGE.equals(form) && number != null) {
        var fen = decision.amountFen() == null ? found.proposalFen() : decision.amountFen();
        requireChangeable(order(orders.find(number)), fen);
      }
    }
    return new CheckedDecision(found.id(), decision);
  }

  private void requireOffered(String form) {
    if (!payouts.offers(form)) {
      throw new Refusal(ErrorCode.UNSUPPORTED, "店铺系统没有接入" + Forms.name(form));
    }
  }

  private static void requireChangeable(Order order, @Nullable Long offFen) {
    if (order.state() != OrderState.UNPAID) {
      throw new Refusal(ErrorCode.CONFLICT, "订单不是待付款，不能改价；已付款的请走退差价");
    }
    if (offFen != null && offFen >= order.amountFen()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "改价后须大于 0 元");
    }
  }

  /// Of all its lines together; goods the shop has no floor for may cost nothing.
  private @Nullable Long floor(Order order) {
    var known = false;
    var sum = 0L;
    for (var line : order.lines()) {
      var floor = floor(line.sku());
      if (floor != null) {
        known = true;
        sum += floor * line.quantity();
      }
    }
    return known ? sum : null;
  }

  private @Nullable Long floor(String sku) {
    return switch (products.find(sku)) {
      case Answer.Found<Product>(var product) -> product.floorFen();
      case Answer.Missing<Product>() -> null;
      case Answer.Failed<Product>(var reason) -> throw silent(reason);
    };
  }

  private static Refusal silent(String reason) {
    return new Refusal(ErrorCode.UNAVAILABLE, "暂时查询不到商品：" + reason);
  }

  private CheckedClaim checked(
      Shopper shopper,
      ClaimRequest request,
      @Nullable Long amount,
      @Nullable Instant orderAt,
      @Nullable String goods,
      @Nullable Long floorFen,
      long freightFen,
      boolean shown) {
    var proposal = request.proposalFen();
    if (amount != null && proposal != null && proposal > amount) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "提议金额超过订单金额");
    }
    var category =
        goods == null ? null : products.find(goods).found().map(Product::category).orElse(null);
    return new CheckedClaim(
        request,
        shopper,
        amount,
        orderAt,
        goods,
        category,
        tier(shopper),
        floorFen,
        freightFen,
        shown);
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
  private @Nullable Product goods(ClaimRequest request) {
    if (request.sku() == null) {
      return null;
    }
    return switch (products.find(request.sku())) {
      case Answer.Found<Product>(var product) -> product;
      case Answer.Missing<Product>() -> throw new Refusal(ErrorCode.NOT_FOUND, "没有这件商品");
      case Answer.Failed<Product>(var reason) -> throw silent(reason);
    };
  }
}
