package dev.kefu.commerce.http;

import dev.kefu.cluster.Nudge;
import dev.kefu.cluster.Signals;
import java.time.Clock;
import java.util.function.Consumer;

/// Forgets what the shop says has moved, on every node: it tells one of them only. A nudge that is
/// lost costs no more than what was known going on until it is too old by itself.
final class Forgetting {

  private static final String PRODUCT = "shop-product";
  private static final String ORDER = "shop-order";
  private static final String PARCEL = "shop-parcel";

  private final HttpProducts products;
  private final HttpOrders orders;
  private final HttpShipping shipping;
  private final Signals signals;
  private final Clock clock;

  Forgetting(
      HttpProducts products,
      HttpOrders orders,
      HttpShipping shipping,
      Signals signals,
      Clock clock) {
    this.products = products;
    this.orders = orders;
    this.shipping = shipping;
    this.signals = signals;
    this.clock = clock;
    elsewhere(PRODUCT, products::forget);
    elsewhere(ORDER, orders::forget);
    elsewhere(PARCEL, shipping::forget);
  }

  private void elsewhere(String kind, Consumer<String> forget) {
    Consumer<Nudge> follow =
        nudge -> {
          if (nudge.elsewhere()) {
            forget.accept(nudge.id());
          }
        };
    signals.listen(kind, follow);
  }

  void product(String sku) {
    products.forget(sku);
    tell(PRODUCT, sku);
  }

  void order(String order) {
    orders.forget(order);
    tell(ORDER, order);
  }

  void parcel(String parcel) {
    shipping.forget(parcel);
    tell(PARCEL, parcel);
  }

  private void tell(String kind, String key) {
    signals.nudge(kind + "/" + key, clock.millis());
  }
}
