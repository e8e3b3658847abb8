package dev.kefu.commerce.http;

import static dev.kefu.commerce.http.Column.may;
import static dev.kefu.commerce.http.Column.mayWord;
import static dev.kefu.commerce.http.Column.must;
import static dev.kefu.commerce.http.Column.rows;
import static dev.kefu.commerce.http.Column.word;

import dev.kefu.commerce.http.Column.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A part of a description: what can be asked there, with which values, and what is told.
///
/// @param columns the fields of what is told
/// @param requests names of requests with the places they may use
/// @param lists which of them are answered by a list
record Section(
    String name, List<Column> columns, Map<String, Set<String>> requests, Set<String> lists) {

  static final Section PRODUCTS =
      new Section(
          "products",
          List.of(
              must("sku", Kind.TEXT),
              may("product", Kind.TEXT),
              must("title", Kind.TEXT),
              may("options", Kind.TEXT),
              may("category", Kind.TEXT),
              must("on_sale", Kind.FLAG),
              must("price", Kind.MONEY),
              must("stock", Kind.COUNT),
              may("floor", Kind.MONEY),
              may("safety_stock", Kind.COUNT),
              may("restock_at", Kind.MOMENT),
              may("weight_g", Kind.COUNT),
              may("attributes", Kind.PAIRS)),
          Map.of(
              "find", Set.of("sku"),
              "search", Set.of("text", "after", "limit"),
              "of_product", Set.of("product")),
          Set.of("search", "of_product"));

  static final Section ORDERS =
      new Section(
          "orders",
          List.of(
              must("order", Kind.TEXT),
              must("buyer", Kind.TEXT),
              word("state", Column.ORDER_STATES),
              rows(
                  "lines",
                  must("sku", Kind.TEXT),
                  must("title", Kind.TEXT),
                  must("quantity", Kind.COUNT),
                  must("price", Kind.MONEY)),
              must("amount", Kind.MONEY),
              may("freight", Kind.MONEY),
              must("created_at", Kind.MOMENT),
              may("paid_at", Kind.MOMENT),
              may("shipped_at", Kind.MOMENT),
              may("signed_at", Kind.MOMENT),
              may("ship_by", Kind.MOMENT),
              may("courier", Kind.TEXT),
              may("parcel", Kind.TEXT),
              may("province", Kind.TEXT),
              may("city", Kind.TEXT)),
          Map.of(
              "find", Set.of("order"),
              "of_buyer", Set.of("buyer", "after", "limit"),
              "in_state", Set.of("state", "states", "limit")),
          Set.of("of_buyer", "in_state"));

  static final Section PARCELS =
      new Section(
          "parcels",
          List.of(
              must("parcel", Kind.TEXT),
              may("order", Kind.TEXT),
              may("courier", Kind.TEXT),
              word("state", Column.PARCEL_STATES),
              rows(
                  "scans",
                  must("at", Kind.MOMENT),
                  may("place", Kind.TEXT),
                  must("text", Kind.TEXT))),
          Map.of("find", Set.of("parcel")),
          Set.of());

  static final Section QUOTES =
      new Section(
          "quotes",
          List.of(
              must("courier", Kind.TEXT),
              may("courier_name", Kind.TEXT),
              may("province", Kind.TEXT),
              must("served", Kind.FLAG),
              may("fee", Kind.MONEY),
              may("days", Kind.TEXT)),
          Map.of("list", Set.of("province", "weight_g")),
          Set.of("list"));

  static final Section PROMOTIONS =
      new Section(
          "promotions",
          List.of(
              must("id", Kind.TEXT),
              must("title", Kind.TEXT),
              word("kind", Column.PROMOTION_KINDS),
              may("skus", Kind.TEXTS),
              mayWord("level", Column.LEVELS),
              may("categories", Kind.TEXTS),
              may("threshold", Kind.MONEY),
              may("reduce", Kind.MONEY),
              may("percent", Kind.COUNT),
              may("price", Kind.MONEY),
              may("every", Kind.FLAG),
              may("cap", Kind.MONEY),
              may("nth", Kind.COUNT),
              may("tiers", Kind.TEXTS),
              may("from", Kind.MOMENT),
              may("until", Kind.MOMENT)),
          Map.of("list", Set.of("at")),
          Set.of("list"));

  static final Section MEMBERS =
      new Section(
          "members",
          List.of(
              must("buyer", Kind.TEXT),
              may("name", Kind.TEXT),
              must("tier", Kind.TEXT),
              must("points", Kind.COUNT)),
          Map.of("find", Set.of("buyer")),
          Set.of());

  private static final Set<String> PAYOUT =
      Set.of("key", "order", "buyer", "form", "amount_fen", "amount_yuan");

  static final Section PAYOUTS =
      new Section(
          "payouts",
          List.of(
              word("outcome", Column.OUTCOMES),
              may("reference", Kind.TEXT),
              may("text", Kind.TEXT)),
          Map.of(
              "find", Set.of("key"),
              "refund", PAYOUT,
              "price_gap", PAYOUT,
              "small_payment", PAYOUT,
              "coupon", PAYOUT,
              "points", PAYOUT,
              "exchange", PAYOUT,
              "reship", PAYOUT,
              "price_change", PAYOUT),
          Set.of());

  static final List<Section> ALL =
      List.of(PRODUCTS, ORDERS, PARCELS, QUOTES, PROMOTIONS, MEMBERS, PAYOUTS);
}
