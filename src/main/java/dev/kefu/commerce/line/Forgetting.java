package dev.kefu.commerce.line;

import dev.kefu.cluster.Nudge;
import dev.kefu.cluster.Signals;
import java.time.Clock;
import java.util.function.Consumer;

/// Forgets what the shop says has moved, on every node: it tells one of them only. A nudge that is
/// lost costs no more than what was known going on until it is too old by itself.
public final class Forgetting {

  private static final String PRODUCT = "shop-product";
  private static final String ORDER = "shop-order";
  private static final String PARCEL = "shop-parcel";

  private final Consumer<String> products;
  private final Consumer<String> orders;
  private final Consumer<String> parcels;
  private final Signals signals;
  private final Clock clock;

  /// @param products forgets a SKU on this node
  /// @param orders forgets an order on this node
  /// @param parcels forgets a parcel on this node
  public Forgetting(
      Consumer<String> products,
      Consumer<String> orders,
      Consumer<String> parcels,
      Signals signals,
      Clock clock) {
    this.products = products;
    this.orders = orders;
    this.parcels = parcels;
    this.signals = signals;
    this.clock = clock;
    elsewhere(PRODUCT, products);
    elsewhere(ORDER, orders);
    elsewhere(PARCEL, parcels);
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

  public void product(String sku) {
    products.accept(sku);
    tell(PRODUCT, sku);
  }

  public void order(String order) {
    orders.accept(order);
    tell(ORDER, order);
  }

  public void parcel(String parcel) {
    parcels.accept(parcel);
    tell(PARCEL, parcel);
  }

  private void tell(String kind, String key) {
    signals.nudge(kind + "/" + key, clock.millis());
  }
}
