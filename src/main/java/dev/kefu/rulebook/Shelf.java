package dev.kefu.rulebook;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FinalPrices;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Orders;
import dev.kefu.commerce.Payable;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Shipping;
import dev.kefu.commerce.Shipping.Quote;
import dev.kefu.content.DispatchDays;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The shop's facts during one check: asked for only when a text needs them, and each only once.
final class Shelf {

  private static final int DEFAULT_WEIGHT_G = 1_000;

  private final Shop shop;
  private final Map<String, Answer<Product>> products = new HashMap<>();
  private final Map<String, Answer<Order>> orders = new HashMap<>();

  private @Nullable DispatchDays dispatch;

  private Shelf(Shop shop) {
    this.shop = shop;
  }

  /// Where the facts come from.
  record Shop(
      Products products,
      Orders orders,
      Promotions promotions,
      Shipping shipping,
      FinalPrices prices,
      Supplier<DispatchDays> dispatch,
      Clock clock) {

    Shelf shelf() {
      return new Shelf(this);
    }
  }

  Answer<Product> product(String sku) {
    return products.computeIfAbsent(sku, shop.products()::find);
  }

  Answer<Order> order(String order) {
    return orders.computeIfAbsent(order, shop.orders()::find);
  }

  /// The product in focus, or the only one of the order in focus.
  Optional<Product> focus(Draft draft) {
    if (draft.sku() != null) {
      return product(draft.sku()).found();
    }
    return order(draft)
        .filter(o -> o.lines().size() == 1)
        .flatMap(o -> product(o.lines().getFirst().sku()).found());
  }

  Optional<Order> order(Draft draft) {
    return draft.order() == null ? Optional.empty() : order(draft.order()).found();
  }

  /// Whether the shop does not answer for what is in focus, so that nobody can tell.
  boolean isSilent(Draft draft) {
    return draft.sku() == null
        ? draft.order() != null && order(draft.order()) instanceof Answer.Failed
        : product(draft.sku()) instanceof Answer.Failed;
  }

  List<Product> siblings(Product product) {
    return shop.products().ofProduct(product.product()).found().orElse(List.of());
  }

  List<Promotion> promotions(String sku) {
    return shop.promotions().of(sku, shop.clock().instant()).found().orElse(List.of());
  }

  List<Promotion> running() {
    return shop.promotions().running(shop.clock().instant()).found().orElse(List.of());
  }

  Instant now() {
    return shop.clock().instant();
  }

  /// When what is paid leaves, asked once.
  DispatchDays dispatch() {
    var known = dispatch;
    if (known == null) {
      known = shop.dispatch().get();
      dispatch = known;
    }
    return known;
  }

  /// What one piece comes to for a shopper after everything that runs.
  Optional<Long> payable(Product product, @Nullable String buyer) {
    return shop.prices()
        .of(List.of(new Payable.Line(product.sku(), 1)), buyer, shop.clock().instant())
        .found()
        .map(Payable::totalFen);
  }

  List<Quote> quotes(Draft draft, String province) {
    var weight = focus(draft).map(Product::weightG).filter(g -> g > 0).orElse(DEFAULT_WEIGHT_G);
    return shop.shipping().quotes(null, province, weight).found().orElse(List.of());
  }

  /// Whether the courier's trace of the order in focus holds a text, such as the phone of who
  /// delivers.
  boolean traceHolds(Draft draft, String digits) {
    return order(draft)
        .map(Order::parcel)
        .flatMap(parcel -> shop.shipping().parcel(parcel).found())
        .stream()
        .flatMap(parcel -> parcel.scans().stream())
        .anyMatch(scan -> scan.text().replaceAll("[^0-9]", "").contains(digits));
  }
}
