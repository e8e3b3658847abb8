package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import dev.kefu.content.Shop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The parcels as `parcels.csv` tells them.
///
/// @param rows by parcel number, in the file's order
record ParcelsCsv(Map<String, Rows.ParcelRow> rows) {

  static final ParcelsCsv NONE = new ParcelsCsv(Map.of());

  static final Set<String> STATES = dev.kefu.commerce.Parcel.STATES;

  static ParcelsCsv read(ContentFile file, OrdersCsv orders, Shop shop) {
    var couriers = shop.couriers().stream().map(Shop.Courier::id).toList();
    var rows = new LinkedHashMap<String, Rows.ParcelRow>();
    for (var csv : CsvFile.read(file, "parcel", "order", "courier", "state")) {
      var row =
          new Rows.ParcelRow(
              Csv.code(csv, "parcel"),
              csv.required("order"),
              Csv.courier(csv, "courier", couriers),
              csv.oneOf("state", STATES));
      if (!orders.rows().containsKey(row.orderId())) {
        throw csv.error("order", "'" + row.orderId() + "' is not in orders.csv");
      }
      if (rows.put(row.parcel(), row) != null) {
        throw csv.error("parcel", "'" + row.parcel() + "' stands twice");
      }
    }
    return new ParcelsCsv(rows);
  }

  /// The parcel an order names is there, and is that order's.
  void checkOrders(OrdersCsv orders) {
    for (var order : orders.rows().values()) {
      var csv = orders.lines().get(order.orderId());
      if (csv == null || order.parcel() == null) {
        continue;
      }
      var parcel = rows.get(order.parcel());
      if (parcel == null) {
        throw csv.error("parcel", "'" + order.parcel() + "' is not in parcels.csv");
      }
      if (!parcel.orderId().equals(order.orderId())) {
        throw csv.error(
            "parcel", "'" + order.parcel() + "' belongs to order '" + parcel.orderId() + "'");
      }
    }
  }
}
