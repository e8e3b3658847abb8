package dev.kefu.commerce;

import dev.kefu.account.Role;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Shoppers;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Goods, orders and parcels, live, for staff.
@RestController
@RequestMapping("/api/v1")
class ShopController {

  private static final Role[] SERVING = {Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN};

  private final Products products;
  private final Orders orders;
  private final Shipping shipping;
  private final Facts facts;
  private final Shoppers shoppers;

  ShopController(
      Products products, Orders orders, Shipping shipping, Facts facts, Shoppers shoppers) {
    this.products = products;
    this.orders = orders;
    this.shipping = shipping;
    this.facts = facts;
    this.shoppers = shoppers;
  }

  @GetMapping("/products")
  Page<ProductView> products(
      @AuthenticationPrincipal Staff staff,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    requireGoods(staff);
    var request = ListRequest.of(limit, cursor);
    var found = products.search(q, request.after(), request.ask()).orRefuse("没有商品");
    return request.pageOf(found, shown -> ProductView.of(shown, facts), Product::sku);
  }

  @GetMapping("/products/{sku}")
  ProductView product(@AuthenticationPrincipal Staff staff, @PathVariable String sku) {
    requireGoods(staff);
    return ProductView.of(products.find(sku).orRefuse("没有这个商品：" + sku), facts);
  }

  @GetMapping("/orders/{id}")
  OrderView order(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    staff.require(SERVING);
    return OrderView.of(orders.find(id).orRefuse("没有这笔订单：" + id), facts);
  }

  /// Empty for a shopper the shop has not vouched for: nobody knows whose orders those would be.
  @GetMapping("/shoppers/{id}/orders")
  Page<OrderView> ordersOf(
      @AuthenticationPrincipal Staff staff,
      @PathVariable String id,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam(required = false) @Nullable String cursor) {
    staff.require(SERVING);
    var request = ListRequest.of(limit, cursor);
    var buyer = buyer(new ShopperId(id));
    var found =
        buyer == null
            ? List.<Order>of()
            : orders.ofBuyer(buyer, request.after(), request.ask()).orRefuse("没有订单");
    return request.pageOf(found, shown -> OrderView.of(shown, facts), Order::order);
  }

  /// Nobody knows any more whose orders an erased shopper's were.
  private @Nullable String buyer(ShopperId id) {
    var shopper = shoppers.find(id);
    if (shopper.isEmpty() && !shoppers.isErased(id)) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这位顾客：" + id.value());
    }
    return shopper.isPresent() ? shopper.get().buyer() : null;
  }

  @GetMapping("/parcels/{no}")
  ParcelView parcel(@AuthenticationPrincipal Staff staff, @PathVariable String no) {
    staff.require(SERVING);
    return ParcelView.of(shipping.parcel(no).orRefuse("没有这个包裹：" + no));
  }

  private static void requireGoods(Staff staff) {
    staff.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN, Role.EDITOR);
  }
}
