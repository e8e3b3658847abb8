package dev.kefu.commerce.demo;

import dev.kefu.commerce.OrderState;
import dev.kefu.content.ContentFile;
import dev.kefu.content.ContentImport.Content;
import dev.kefu.content.CsvFile;
import dev.kefu.content.CsvRow;
import dev.kefu.content.Shop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The orders as `orders.csv` tells them.
///
/// @param rows by order number, in the file's order
/// @param lines where each stands in the file, for mistakes found later
record OrdersCsv(Map<String, OrderRow> rows, Map<String, CsvRow> lines) {

  static final OrdersCsv NONE = new OrdersCsv(Map.of(), Map.of());

  private static final String[] HEADER = {
    "order", "buyer", "state", "created_at", "paid_at", "shipped_at", "signed_at", "closed_at",
    "courier", "parcel", "province", "city", "address", "receiver", "phone", "shipping_fee_fen",
    "discount_fen", "note"
  };

  static OrdersCsv read(ContentFile file, Content content) {
    var couriers = content.shop().couriers().stream().map(Shop.Courier::id).toList();
    var rows = new LinkedHashMap<String, OrderRow>();
    var lines = new LinkedHashMap<String, CsvRow>();
    for (var csv : CsvFile.read(file, HEADER)) {
      var row = row(csv, content, couriers);
      checkTimes(csv, row);
      if (rows.put(row.orderId(), row) != null) {
        throw csv.error("order", "'" + row.orderId() + "' stands twice");
      }
      lines.put(row.orderId(), csv);
    }
    return new OrdersCsv(rows, lines);
  }

  private static OrderRow row(CsvRow csv, Content content, List<String> couriers) {
    var at = content.importedAt();
    return new OrderRow(
        Csv.code(csv, "order"),
        Csv.code(csv, "buyer"),
        state(csv).wireName(),
        csv.time("created_at", at).toEpochMilli(),
        Csv.timeOrNull(csv, "paid_at", at),
        Csv.timeOrNull(csv, "shipped_at", at),
        Csv.timeOrNull(csv, "signed_at", at),
        Csv.timeOrNull(csv, "closed_at", at),
        csv.text("courier").isEmpty() ? null : Csv.courier(csv, "courier", couriers),
        csv.text("parcel").isEmpty() ? null : Csv.code(csv, "parcel"),
        Csv.text(csv, "province"),
        Csv.text(csv, "city"),
        Csv.text(csv, "address"),
        Csv.text(csv, "receiver"),
        Csv.text(csv, "phone"),
        Csv.fen(csv, "shipping_fee_fen"),
        Csv.fen(csv, "discount_fen"),
        csv.text("note"));
  }

  private static OrderState state(CsvRow csv) {
    var text = csv.required("state");
    return OrderState.ofWireName(text)
        .orElseThrow(() -> csv.error("state", "'" + text + "' is none of " + OrderTimes.STATES));
  }

  private static void checkTimes(CsvRow csv, OrderRow row) {
    var times = OrderTimes.of(row);
    var needed = times.missing(OrderState.ofWireName(row.state()).orElseThrow());
    if (needed != null) {
      throw csv.error(needed, "is empty, but the order is " + row.state());
    }
    var extra = times.surplus(OrderState.ofWireName(row.state()).orElseThrow());
    if (extra != null) {
      throw csv.error(extra, "is set, but the order is " + row.state());
    }
    var steps = new ArrayList<@Nullable Long>();
    steps.add(row.createdAt());
    steps.add(row.paidAt());
    steps.add(row.shippedAt());
    steps.add(row.signedAt());
    steps.add(row.closedAt());
    long last = Long.MIN_VALUE;
    for (int i = 0; i < steps.size(); i++) {
      var step = steps.get(i);
      if (step != null) {
        if (step < last) {
          throw csv.error(HEADER[i + 3], "is before the step that goes before it");
        }
        last = step;
      }
    }
  }
}
