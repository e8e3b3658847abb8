package dev.kefu.assist;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.Facts;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Shipping;
import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import dev.kefu.knowledge.Variables;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What stands for the variables of an answer now, read live from the shop.
@Component
class LiveValues {

  /// What a parcel weighs when nobody knows the goods.
  private static final int USUAL_WEIGHT_G = 1_000;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");

  private final Facts facts;
  private final Shipping shipping;
  private final ShopProfile shop;

  LiveValues(Facts facts, Shipping shipping, ShopProfile shop) {
    this.facts = facts;
    this.shipping = shipping;
    this.shop = shop;
  }

  /// Values by name for one set of suggestions. Each is read once, so that three cards never show
  /// two different stocks. For one thread.
  Function<String, Value> about(Focus focus) {
    Map<String, Value> read = new HashMap<>();
    return name -> {
      var known = read.get(name);
      if (known == null) {
        known = value(name, focus);
        read.put(name, known);
      }
      return known;
    };
  }

  private Value value(String name, Focus focus) {
    return switch (name) {
      case Variables.STOCK -> ofProduct(focus, product -> fact(FactKind.STOCK, product.sku()));
      case Variables.PRICE -> ofProduct(focus, product -> fact(FactKind.PRICE, product.sku()));
      case Variables.PAYABLE -> ofProduct(focus, product -> payable(product, focus));
      case Variables.PROMOTION -> ofProduct(focus, this::promotion);
      case Variables.PRODUCT_TITLE ->
          ofProduct(focus, product -> new Value.Known(title(product), null));
      case Variables.ORDER_ID -> ofOrder(focus, order -> new Value.Known(order.order(), null));
      case Variables.ORDER_STATE -> ofOrder(focus, order -> fact(FactKind.ORDER, order.order()));
      case Variables.ORDER_SHIP_BY -> ofOrder(focus, this::shipBy);
      case Variables.PARCEL_LAST -> ofOrder(focus, this::lastScan);
      case Variables.PARCEL_NO -> ofOrder(focus, this::parcelNumber);
      case Variables.MEMBER_TIER -> member("tier", focus);
      case Variables.MEMBER_POINTS -> member("points", focus);
      case Variables.SHIPPING_FEE -> shippingFee(focus);
      case Variables.CUTOFF -> cutoff();
      default -> new Value.Failed(null);
    };
  }

  private static Value ofProduct(Focus focus, Function<Product, Value> value) {
    return of(focus.product(), value, Value.Need.PRODUCT);
  }

  private static Value ofOrder(Focus focus, Function<Order, Value> value) {
    return focus.buyer() == null
        ? new Value.Unasked(Value.Need.SHOPPER)
        : of(focus.order(), value, Value.Need.ORDER);
  }

  private static <T> Value of(Answer<T> subject, Function<T, Value> value, Value.Need need) {
    return switch (subject) {
      case Answer.Found<T>(var found) -> value.apply(found);
      case Answer.Missing<T> _ -> new Value.Unasked(need);
      case Answer.Failed<T> _ -> new Value.Failed(null);
    };
  }

  private Value fact(FactKind kind, String key) {
    var fact = facts.read(new FactRef(kind, key));
    return fact.failed() || fact.value().isEmpty()
        ? new Value.Failed(fact)
        : new Value.Known(fact.value(), fact);
  }

  private Value payable(Product product, Focus focus) {
    var buyer = focus.buyer();
    return fact(FactKind.PAYABLE, buyer == null ? product.sku() : product.sku() + "/" + buyer);
  }

  private Value promotion(Product product) {
    var fact = facts.read(new FactRef(FactKind.PROMOTION, product.sku()));
    if (fact.failed()) {
      return new Value.Failed(fact);
    }
    return fact.value().isEmpty() ? new Value.Nothing(fact) : new Value.Known(fact.value(), fact);
  }

  private Value shipBy(Order order) {
    return order.shipBy() == null ? new Value.Failed(null) : fact(FactKind.SHIP_BY, order.order());
  }

  private Value lastScan(Order order) {
    return order.parcel() == null ? new Value.Failed(null) : fact(FactKind.PARCEL, order.parcel());
  }

  private Value parcelNumber(Order order) {
    if (order.parcel() == null) {
      return new Value.Failed(null);
    }
    return new Value.Known(courierName(order.courier()) + order.parcel(), null);
  }

  private String courierName(@Nullable String courier) {
    return shop.shop().couriers().stream()
        .filter(known -> known.id().equals(courier))
        .findFirst()
        .map(known -> known.name() + " ")
        .orElse("");
  }

  private Value member(String part, Focus focus) {
    return focus.buyer() == null
        ? new Value.Unasked(Value.Need.SHOPPER)
        : fact(FactKind.MEMBER, focus.buyer() + "/" + part);
  }

  private Value shippingFee(Focus focus) {
    var province = focus.province();
    if (province == null) {
      province = focus.order().found().map(Order::province).orElse(null);
    }
    if (province == null) {
      return new Value.Unasked(Value.Need.PLACE);
    }
    return quote(province, weight(focus.knownProduct()))
        .map(quote -> quote.courier() + "/" + quote.province() + "/" + quote.weightG())
        .map(key -> fact(FactKind.SHIPPING_FEE, key))
        .orElseGet(() -> new Value.Failed(null));
  }

  /// The shop's usual courier where it delivers, else the cheapest that does.
  private Optional<Shipping.Quote> quote(String province, int weightG) {
    var quotes =
        shipping.quotes(null, province, weightG).found().orElse(List.of()).stream()
            .filter(Shipping.Quote::served)
            .toList();
    var usual = shop.shop().defaultCourier().map(Shop.Courier::id).orElse("");
    return quotes.stream()
        .filter(quote -> quote.courier().equals(usual))
        .findFirst()
        .or(() -> quotes.stream().findFirst());
  }

  private Value cutoff() {
    var cutoff = shop.shop().cutoff();
    return cutoff == null ? new Value.Failed(null) : new Value.Known(CLOCK.format(cutoff), null);
  }

  private static String title(Product product) {
    return product.options().isEmpty()
        ? product.title()
        : product.title() + " " + product.options();
  }

  private static int weight(@Nullable Product product) {
    return product == null || product.weightG() < 1 ? USUAL_WEIGHT_G : product.weightG();
  }
}
