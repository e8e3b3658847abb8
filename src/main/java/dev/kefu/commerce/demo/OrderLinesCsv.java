package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was ordered, as `order-lines.csv` tells it.
record OrderLinesCsv(List<Rows.LineRow> rows) {

  static final OrderLinesCsv NONE = new OrderLinesCsv(List.of());

  static OrderLinesCsv read(ContentFile file, OrdersCsv orders, ProductsCsv products) {
    var rows = new ArrayList<Rows.LineRow>();
    var places = new HashMap<String, Integer>();
    for (var csv : CsvFile.read(file, "order", "sku", "quantity", "price_fen")) {
      var order = csv.required("order");
      if (!orders.rows().containsKey(order)) {
        throw csv.error("order", "'" + order + "' is not in orders.csv");
      }
      var sku = csv.required("sku");
      if (!products.skus().contains(sku)) {
        throw csv.error("sku", "'" + sku + "' is not in products.csv");
      }
      rows.add(
          new Rows.LineRow(
              order,
              places.merge(order, 1, Integer::sum),
              sku,
              csv.integer("quantity", 1, 10_000),
              Csv.fen(csv, "price_fen")));
    }
    return new OrderLinesCsv(rows);
  }

  /// Every order has a line, and nobody is owed money for buying.
  void checkAmounts(OrdersCsv orders) {
    var goods = new HashMap<String, Long>();
    for (var line : rows) {
      goods.merge(line.orderId(), line.priceFen() * line.quantity(), Long::sum);
    }
    for (var order : orders.rows().values()) {
      checkAmount(orders, goods, order);
    }
  }

  private static void checkAmount(OrdersCsv orders, Map<String, Long> goods, OrderRow order) {
    var csv = orders.lines().get(order.orderId());
    var sum = goods.get(order.orderId());
    if (csv != null && sum == null) {
      throw csv.error("order", "'" + order.orderId() + "' has no line in order-lines.csv");
    }
    if (csv != null && sum != null && sum + order.shippingFeeFen() < order.discountFen()) {
      throw csv.error("discount_fen", "is more than the goods and the shipping cost");
    }
  }
}
