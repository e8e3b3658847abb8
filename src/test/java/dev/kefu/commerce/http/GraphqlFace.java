package dev.kefu.commerce.http;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A shop that speaks GraphQL, as docs/connectors/graphql.yaml describes it, before the goods of a
/// small shop. It knows the questions of that file and answers them whole.
@NullMarked
final class GraphqlFace implements Face {

  private static final int ALL = 500;
  private static final int RESERVED = 1;
  private static final Pattern NAME = Pattern.compile("\\s*(?:query|mutation) (\\w+)");

  private static final Map<OrderState, String> STATES =
      Map.of(
          OrderState.UNPAID, "AddingItems",
          OrderState.PAID, "PaymentSettled",
          OrderState.SHIPPED, "Shipped",
          OrderState.SIGNED, "Delivered",
          OrderState.DONE, "Completed",
          OrderState.CLOSED, "Cancelled",
          OrderState.REFUNDING, "Modifying");

  private final ShopDoors shop;

  GraphqlFace(ShopDoors shop) {
    this.shop = shop;
  }

  @Override
  public Said say(Asked asked) {
    var name = NAME.matcher(asked.body().path("query").asString(""));
    if (!asked.path().getFirst().equals("graphql") || !name.lookingAt()) {
      return new Said(200, Json.of("errors", List.of(Json.of("message", "what?"))));
    }
    return say(name.group(1), asked.body().path("variables"));
  }

  private Said say(String question, JsonNode with) {
    return switch (question) {
      case "Variant" ->
          data(
              "variant",
              shop.products()
                  .find(text(with, "sku"))
                  .found()
                  .map(GraphqlFace::variant)
                  .orElse(null));
      case "Variants" -> data("variants", variants(with));
      case "OfProduct" ->
          data(
              "variantsOf",
              all(
                  shop.products().ofProduct(text(with, "code")).found().orElseThrow(),
                  GraphqlFace::variant));
      case "OneOrder" ->
          data(
              "order",
              shop.orders().find(text(with, "code")).found().map(GraphqlFace::order).orElse(null));
      case "OrdersOf" ->
          data(
              "ordersOf",
              all(
                  shop.orders().ofBuyer(text(with, "account"), ALL).found().orElseThrow(),
                  GraphqlFace::order));
      case "OrdersIn" -> data("ordersIn", ordersIn(with));
      case "Fulfillment" ->
          data(
              "fulfillment",
              shop.shipping()
                  .parcel(text(with, "code"))
                  .found()
                  .map(GraphqlFace::parcel)
                  .orElse(null));
      case "Quotes" ->
          data(
              "quotes",
              all(
                  shop.shipping()
                      .quotes(null, text(with, "province"), with.path("grams").intValue())
                      .found()
                      .orElseThrow(),
                  GraphqlFace::quote));
      case "Promotions" -> data("promotions", promotions());
      case "Customer" ->
          data(
              "customer",
              shop.members()
                  .find(text(with, "account"))
                  .found()
                  .map(m ->
                      Json.of(
                          "account",
                          m.buyer(),
                          "name",
                          m.name(),
                          "group",
                          m.tier(),
                          "points",
                          m.points()))
                  .orElse(null));
      case "Payout" ->
          data(
              "payout",
              shop.payouts().find(text(with, "key")).map(GraphqlFace::payout).orElse(null));
      case "Pay" ->
          data(
              "pay",
              payout(
                  shop.payouts()
                      .pay(
                          new Payout(
                              text(with, "key"),
                              with.path("order").isNull() ? null : text(with, "order"),
                              text(with, "account"),
                              text(with, "kind"),
                              with.path("amount").longValue()))));
      default -> new Said(200, Json.of("errors", List.of(Json.of("message", "unknown"))));
    };
  }

  private static Said data(String name, @Nullable Object value) {
    return new Said(200, Json.of("data", Json.of(name, value)));
  }

  private static String text(JsonNode with, String name) {
    return with.path(name).asString("");
  }

  private static <T> List<Object> all(List<T> things, Function<T, Object> told) {
    return things.stream().map(told).toList();
  }

  private Object variants(JsonNode with) {
    var size = with.path("first").intValue();
    var after = text(with, "after");
    var found = shop.products().search(text(with, "text"), after, size).found().orElseThrow();
    return Json.of(
        "nodes",
        all(found, GraphqlFace::variant),
        "next",
        found.size() < size ? null : found.getLast().sku());
  }

  private List<Object> ordersIn(JsonNode with) {
    var found = new ArrayList<Object>();
    for (var state : STATES.entrySet()) {
      if (with.path("states").valueStream().anyMatch(s -> s.asString().equals(state.getValue()))) {
        found.addAll(
            all(
                shop.orders()
                    .inState(state.getKey(), with.path("first").intValue())
                    .found()
                    .orElseThrow(),
                GraphqlFace::order));
      }
    }
    return found;
  }

  private static Object variant(Product p) {
    return Json.of(
        "sku", p.sku(),
        "product", Json.of("code", p.product(), "name", p.title(), "category", p.category()),
        "options",
            Arrays.stream(p.options().split("/", -1))
                .filter(o -> !o.isEmpty())
                .map(o -> Json.of("name", o))
                .toList(),
        "enabled", p.onSale(),
        "price", p.priceFen(),
        "floorPrice", p.floorFen(),
        "stockOnHand", p.stock() + RESERVED,
        "stockAllocated", RESERVED,
        "lowStock", p.safetyStock(),
        "restockAt", Json.text(p.restockAt()),
        "weight", p.weightG(),
        "attributes", p.attributes());
  }

  private static Object order(Order o) {
    return Json.of(
        "code", o.order(),
        "customer", Json.of("account", o.buyer()),
        "state", STATES.get(o.state()),
        "lines",
            o.lines().stream()
                .map(l ->
                    Json.of(
                        "variant",
                        Json.of("sku", l.sku()),
                        "title",
                        l.title(),
                        "quantity",
                        l.quantity(),
                        "unitPrice",
                        l.priceFen()))
                .toList(),
        "total", o.amountFen(),
        "createdAt", Json.text(o.createdAt()),
        "paidAt", Json.text(o.paidAt()),
        "shippedAt", Json.text(o.shippedAt()),
        "deliveredAt", Json.text(o.signedAt()),
        "fulfillments",
            o.courier() == null
                ? List.of()
                : List.of(Json.of("method", o.courier(), "trackingCode", o.parcel())),
        "address", Json.of("province", o.province(), "city", o.city()));
  }

  private static Object parcel(Parcel p) {
    return Json.of(
        "trackingCode", p.parcel(),
        "order", p.order(),
        "method", p.courier(),
        "state", p.state(),
        "scans",
            p.scans().stream()
                .map(s -> Json.of("at", Json.text(s.at()), "place", s.place(), "text", s.text()))
                .toList());
  }

  private static Object quote(Quote q) {
    return Json.of(
        "method",
        q.courier(),
        "province",
        q.province(),
        "available",
        q.served(),
        "price",
        q.served() ? q.feeFen() : null,
        "days",
        q.days());
  }

  /// Whatever ever ran or will.
  private List<Object> promotions() {
    return List.of("2026-11-23T04:00:00Z", "2026-12-12T02:00:00Z").stream()
        .flatMap(at -> shop.promotions().running(Instant.parse(at)).found().orElseThrow().stream())
        .collect(
            java.util.stream.Collectors.toMap(
                Promotion::id, p -> p, (one, _) -> one, java.util.LinkedHashMap::new))
        .values()
        .stream()
        .sorted(Comparator.comparing((Promotion p) -> p.id().equals("d12-80")))
        .map(GraphqlFace::promotion)
        .toList();
  }

  private static Object promotion(Promotion p) {
    return Json.of(
        "code", p.id(),
        "name", p.title(),
        "kind", p.kind(),
        "appliesTo", p.skus(),
        "minimum", p.thresholdFen(),
        "off", p.reduceFen(),
        "percent", p.percent(),
        "step", p.level() == null ? null : p.level().wireName(),
        "groups", p.categories(),
        "fixedPrice", p.priceFen(),
        "repeats", p.every(),
        "most", p.capFen(),
        "piece", p.nth(),
        "membersOf", p.tiers(),
        "startsAt", Json.text(p.from()),
        "endsAt", Json.text(p.until()));
  }

  private static Object payout(Receipt r) {
    return Json.of(
        "state",
        r.paid() ? "Settled" : "Declined",
        "reference",
        r.reference(),
        "message",
        r.text());
  }
}
