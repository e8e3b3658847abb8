package dev.kefu.commerce.http;

import dev.kefu.base.Fen;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Parcel;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.Receipt;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Shipping.Quote;
import dev.kefu.commerce.ShopDoors;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// An ERP with a REST API of its own habits, as docs/connectors/erp-rest.yaml describes it, before
/// the goods of a small shop.
@NullMarked
final class ErpFace implements Face {

  private static final int ALL = 500;
  private static final long RESERVED = 2;

  private static final Map<String, OrderState> STATES =
      Map.of(
          "WAIT_PAY", OrderState.UNPAID,
          "WAIT_SEND", OrderState.PAID,
          "SENT", OrderState.SHIPPED,
          "RECEIVED", OrderState.SIGNED,
          "FINISHED", OrderState.DONE,
          "CLOSED", OrderState.CLOSED,
          "REFUNDING", OrderState.REFUNDING);

  private static final Map<String, String> PAYMENTS =
      Map.of(
          "REFUND",
          "refund",
          "TRANSFER",
          "small_payment",
          "COUPON",
          "coupon",
          "POINTS",
          "points",
          "REPRICE",
          "price_change");

  private final ShopDoors shop;

  ErpFace(ShopDoors shop) {
    this.shop = shop;
  }

  @Override
  public Said say(Asked asked) {
    var path = asked.path();
    return switch (path.getFirst()) {
      case "goods" ->
          path.size() == 1
              ? goods(asked)
              : one(shop.products().find(path.get(1)).found(), ErpFace::good);
      case "orders" ->
          path.size() == 1
              ? orders(asked)
              : one(shop.orders().find(path.get(1)).found(), ErpFace::order);
      case "express" -> one(shop.shipping().parcel(path.get(1)).found(), ErpFace::parcel);
      case "freights" -> freights(asked);
      case "activities" -> activities();
      case "members" ->
          one(
              shop.members().find(path.get(1)).found(),
              m ->
                  Json.of(
                      "nick",
                      m.buyer(),
                      "name",
                      m.name(),
                      "level",
                      m.tier().equals("金卡会员") ? 3 : 1,
                      "score",
                      m.points()));
      case "payments" ->
          path.size() == 1 ? pay(asked) : one(shop.payouts().find(path.get(1)), ErpFace::payment);
      default -> new Said(404, null);
    };
  }

  private static <T> Said one(Optional<T> found, Function<T, Object> told) {
    return found
        .map(thing -> fine(told.apply(thing)))
        .orElseGet(() -> new Said(200, Json.of("code", "NOT_FOUND", "message", "没有")));
  }

  private static Said fine(@Nullable Object data) {
    return new Said(200, Json.of("code", 0, "data", data));
  }

  private static Said rows(Asked asked, List<?> all) {
    var page = Integer.parseInt(asked.query("page"));
    var size = Integer.parseInt(asked.query("size"));
    return fine(Json.of("rows", all.stream().skip((page - 1L) * size).limit(size).toList()));
  }

  private Said goods(Asked asked) {
    var found =
        asked.query().containsKey("spu")
            ? shop.products().ofProduct(asked.query("spu"))
            : shop.products().search(asked.query("keyword"), ALL);
    // The ERP has an order of its own.
    return rows(asked, found.found().orElseThrow().reversed().stream().map(ErpFace::good).toList());
  }

  static Object good(Product p) {
    return Json.of(
        "skuCode", p.sku(),
        "spuCode", p.product(),
        "name", p.title(),
        "specs",
            Arrays.stream(p.options().split("/", -1))
                .filter(o -> !o.isEmpty())
                .map(o -> Json.of("value", o))
                .toList(),
        "categoryName", p.category(),
        "status", p.onSale() ? "ON_SHELF" : "OFF_SHELF",
        "price", Fen.yuan(p.priceFen()),
        "floorPrice", p.floorFen() == null ? null : Fen.yuan(p.floorFen()),
        "onHand", p.stock() + RESERVED,
        "reserved", RESERVED,
        "warnAt", p.safetyStock(),
        "arrivalAt", Json.millis(p.restockAt()),
        "weight", p.weightG(),
        "props", p.attributes(),
        "internalNote", "do not show");
  }

  private Said orders(Asked asked) {
    var state = STATES.get(asked.query("status"));
    var found =
        asked.query().containsKey("buyer")
            ? shop.orders().ofBuyer(asked.query("buyer"), ALL).found().orElseThrow()
            : state == null
                ? List.<Order>of()
                : shop.orders().inState(state, ALL).found().orElseThrow();
    return rows(asked, found.stream().map(ErpFace::order).toList());
  }

  static Object order(Order o) {
    return Json.of(
        "orderNo", o.order(),
        "buyerNick", o.buyer(),
        "status",
            STATES.entrySet().stream()
                .filter(e -> e.getValue() == o.state())
                .findFirst()
                .orElseThrow()
                .getKey(),
        "items",
            o.lines().stream()
                .map(l ->
                    Json.of(
                        "skuCode",
                        l.sku(),
                        "skuName",
                        l.title(),
                        "num",
                        l.quantity(),
                        "price",
                        new BigDecimal(Fen.yuan(l.priceFen()))))
                .toList(),
        "payable", Fen.yuan(o.amountFen()),
        "createdAt", Json.millis(o.createdAt()),
        "paidAt", Json.millis(o.paidAt()),
        "sentAt", Json.millis(o.shippedAt()),
        "receivedAt", Json.millis(o.signedAt()),
        "express",
            o.courier() == null
                ? null
                : Json.of("company", o.courier().toUpperCase(Locale.ROOT), "no", o.parcel()),
        "address", Json.of("province", o.province(), "city", o.city(), "phone", "13800138000"));
  }

  private static Object parcel(Parcel p) {
    return Json.of(
        "no", p.parcel(),
        "orderNo", p.order(),
        "company", p.courier().toUpperCase(Locale.ROOT),
        "status", "ON_WAY",
        // Newest first, as couriers have it.
        "traces",
            p.scans().reversed().stream()
                .map(s -> Json.of("time", Json.millis(s.at()), "city", s.place(), "desc", s.text()))
                .toList());
  }

  private Said freights(Asked asked) {
    var body = asked.body();
    var quotes =
        shop.shipping().quotes(null, body.path("area").asString(), body.path("grams").asInt());
    return fine(quotes.found().orElseThrow().stream().map(ErpFace::freight).toList());
  }

  private static Object freight(Quote q) {
    return Json.of(
        "company", q.courier().toUpperCase(Locale.ROOT),
        "area", q.province(),
        "reachable", q.served() ? "Y" : "N",
        "freight", q.feeFen() == null || !q.served() ? null : Fen.yuan(q.feeFen()),
        "days", q.days());
  }

  /// Whatever ever ran or will: the ERP does not look at the clock.
  private Said activities() {
    var all = new HashMap<String, Promotion>();
    for (var at : List.of("2026-11-23T04:00:00Z", "2026-12-12T02:00:00Z")) {
      shop.promotions()
          .running(java.time.Instant.parse(at))
          .found()
          .orElseThrow()
          .forEach(p -> all.put(p.id(), p));
    }
    return fine(
        all.values().stream()
            .sorted(java.util.Comparator.comparingInt(p -> ORDER.indexOf(p.id())))
            .map(ErpFace::activity)
            .toList());
  }

  private static final List<String> ORDER =
      List.of(
          "winter-199-20", "dress-90", "cup-gift", "d12-80", "fan-member", "fan-2nd", "fan-every");

  private static final Map<String, String> ACTIVITIES =
      Map.of(
          "full_reduction", "MJ",
          "discount", "ZK",
          "gift", "ZP",
          "coupon", "YHQ",
          "member", "HY",
          "nth_piece", "NJ",
          "red_packet", "HB");

  private static Object activity(Promotion p) {
    return Json.of(
        "id", p.id(),
        "name", p.title(),
        "type", ACTIVITIES.get(p.kind()),
        "goods", p.skus(),
        "full", yuan(p.thresholdFen()),
        "minus", yuan(p.reduceFen()),
        "percent", p.percent(),
        "stage", p.level() == null ? null : p.level().wireName(),
        "classes", p.categories(),
        "price", yuan(p.priceFen()),
        "loop", p.every() ? 1 : 0,
        "limit", yuan(p.capFen()),
        "piece", p.nth(),
        "grades", p.tiers(),
        "beginAt", Json.millis(p.from()),
        "endAt", Json.millis(p.until()));
  }

  private static @Nullable String yuan(@Nullable Long fen) {
    return fen == null ? null : Fen.yuan(fen);
  }

  private Said pay(Asked asked) {
    var body = asked.body();
    var key = body.path("requestNo").asString();
    if (!asked.idempotencyKey().equals(key)) {
      return new Said(400, Json.of("code", "BAD", "message", "no key"));
    }
    var order = body.path("orderNo").asString("");
    var receipt =
        shop.payouts()
            .pay(
                new Payout(
                    key,
                    order.isEmpty() ? null : order,
                    body.path("nick").asString(),
                    PAYMENTS.getOrDefault(body.path("type").asString(), ""),
                    new BigDecimal(body.path("amount").asString())
                        .movePointRight(2)
                        .longValueExact()));
    return fine(payment(receipt));
  }

  private static Object payment(Receipt r) {
    return Json.of(
        "result", r.paid() ? "SUCCESS" : "FAIL", "serialNo", r.reference(), "message", r.text());
  }
}
