package dev.kefu.commerce.http;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Members.Member;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.Receipt;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Shipping.Quote;
import dev.kefu.commerce.ShopDoors;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;

/// A shop that implements docs/shop-api.yaml.
@NullMarked
final class OwnFace implements Face {

  private static final int ALL = 500;

  private final ShopDoors shop;

  OwnFace(ShopDoors shop) {
    this.shop = shop;
  }

  @Override
  public Said say(Asked asked) {
    var path = asked.path();
    var one = path.size() > 3 ? path.get(3) : "";
    return switch (path.get(2)) {
      case "products" ->
          one.isEmpty()
              ? list(products(asked), OwnFace::product)
              : one(shop.products().find(one).found(), OwnFace::product);
      case "orders" ->
          one.isEmpty()
              ? list(orders(asked), OwnFace::order)
              : one(shop.orders().find(one).found(), OwnFace::order);
      case "parcels" -> one(shop.shipping().parcel(one).found(), OwnFace::parcel);
      case "shipping-quotes" ->
          list(
              shop.shipping()
                  .quotes(null, asked.query("province"), Integer.parseInt(asked.query("weight_g"))),
              OwnFace::quote);
      case "promotions" ->
          list(shop.promotions().running(Instant.parse(asked.query("at"))), OwnFace::promotion);
      case "members" -> one(shop.members().find(one).found(), OwnFace::member);
      case "payouts" ->
          asked.method().equals("PUT")
              ? pay(one, asked.body())
              : one(shop.payouts().find(one), OwnFace::receipt);
      default -> new Said(404, null);
    };
  }

  private static <T> Said one(Optional<T> found, Function<T, Object> told) {
    return found
        .map(thing -> new Said(200, told.apply(thing)))
        .orElseGet(() -> new Said(404, Json.of("error", "not_found")));
  }

  private static <T> Said list(Answer<List<T>> found, Function<T, Object> told) {
    return new Said(200, Json.of("data", found.found().orElseThrow().stream().map(told).toList()));
  }

  private Answer<List<Product>> products(Asked asked) {
    return asked.query().containsKey("product")
        ? shop.products().ofProduct(asked.query("product"))
        : shop.products()
            .search(
                asked.query("text"), asked.query("after"), Integer.parseInt(asked.query("limit")));
  }

  private Answer<List<Order>> orders(Asked asked) {
    var limit = Math.min(ALL, Integer.parseInt(asked.query("limit")));
    return asked.query().containsKey("buyer")
        ? shop.orders().ofBuyer(asked.query("buyer"), asked.query("after"), limit)
        : shop.orders().inState(OrderState.ofWireName(asked.query("state")).orElseThrow(), limit);
  }

  private static Object product(Product p) {
    return Json.of(
        "sku",
        p.sku(),
        "product",
        p.product(),
        "title",
        p.title(),
        "options",
        p.options(),
        "category",
        p.category(),
        "on_sale",
        p.onSale(),
        "price_fen",
        p.priceFen(),
        "floor_fen",
        p.floorFen(),
        "stock",
        p.stock(),
        "safety_stock",
        p.safetyStock(),
        "restock_at",
        Json.text(p.restockAt()),
        "weight_g",
        p.weightG(),
        "attributes",
        p.attributes());
  }

  private static Object order(Order o) {
    return Json.of(
        "order",
        o.order(),
        "buyer",
        o.buyer(),
        "state",
        o.state().wireName(),
        "lines",
        o.lines().stream()
            .map(l ->
                Json.of(
                    "sku",
                    l.sku(),
                    "title",
                    l.title(),
                    "quantity",
                    l.quantity(),
                    "price_fen",
                    l.priceFen()))
            .toList(),
        "amount_fen",
        o.amountFen(),
        "freight_fen",
        o.freightFen(),
        "created_at",
        Json.text(o.createdAt()),
        "paid_at",
        Json.text(o.paidAt()),
        "shipped_at",
        Json.text(o.shippedAt()),
        "signed_at",
        Json.text(o.signedAt()),
        "ship_by",
        Json.text(o.shipBy()),
        "courier",
        o.courier(),
        "parcel",
        o.parcel(),
        "province",
        o.province(),
        "city",
        o.city());
  }

  private static Object parcel(Parcel p) {
    return Json.of(
        "parcel",
        p.parcel(),
        "order",
        p.order(),
        "courier",
        p.courier(),
        "state",
        p.state(),
        "scans",
        p.scans().stream()
            .map(s -> Json.of("at", Json.text(s.at()), "place", s.place(), "text", s.text()))
            .toList());
  }

  private static Object quote(Quote q) {
    return Json.of(
        "courier",
        q.courier(),
        "courier_name",
        q.courierName(),
        "province",
        q.province(),
        "served",
        q.served(),
        "fee_fen",
        q.served() ? q.feeFen() : null,
        "days",
        q.days());
  }

  private static Object promotion(Promotion p) {
    return Json.of(
        "id",
        p.id(),
        "title",
        p.title(),
        "kind",
        p.kind(),
        "skus",
        p.skus(),
        "threshold_fen",
        p.thresholdFen(),
        "reduce_fen",
        p.reduceFen(),
        "percent",
        p.percent(),
        "level",
        p.level() == null ? null : p.level().wireName(),
        "categories",
        p.categories(),
        "price_fen",
        p.priceFen(),
        "every",
        p.every(),
        "cap_fen",
        p.capFen(),
        "nth",
        p.nth(),
        "tiers",
        p.tiers(),
        "from",
        Json.text(p.from()),
        "until",
        Json.text(p.until()));
  }

  private static Object member(Member m) {
    return Json.of("buyer", m.buyer(), "name", m.name(), "tier", m.tier(), "points", m.points());
  }

  private Said pay(String key, JsonNode body) {
    var order = body.path("order").asString("");
    var receipt =
        shop.payouts()
            .pay(
                new Payout(
                    key,
                    order.isEmpty() ? null : order,
                    body.path("buyer").asString(),
                    body.path("form").asString(),
                    body.path("amount_fen").longValue()));
    return new Said(receipt.paid() ? 200 : 422, receipt(receipt));
  }

  private static Object receipt(Receipt r) {
    return Json.of(
        "outcome", r.paid() ? "paid" : "refused", "reference", r.reference(), "text", r.text());
  }
}
