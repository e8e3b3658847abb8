package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import dev.kefu.content.Shop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// What sending costs, as `shipping-fees.csv` tells it.
record ShippingFeesCsv(List<Rows.FeeRow> rows) {

  static final ShippingFeesCsv NONE = new ShippingFeesCsv(List.of());

  private static final int MAX_G = 1_000_000;

  static ShippingFeesCsv read(ContentFile file, Shop shop) {
    var couriers = shop.couriers().stream().map(Shop.Courier::id).toList();
    var rows = new ArrayList<Rows.FeeRow>();
    var seen = new HashSet<String>();
    for (var csv :
        CsvFile.read(
            file,
            "courier",
            "province",
            "first_g",
            "first_fen",
            "step_g",
            "step_fen",
            "served",
            "days")) {
      var row =
          new Rows.FeeRow(
              Csv.courier(csv, "courier", couriers),
              Csv.code(csv, "province"),
              csv.integer("first_g", 1, MAX_G),
              Csv.fen(csv, "first_fen"),
              csv.integer("step_g", 1, MAX_G),
              Csv.fen(csv, "step_fen"),
              csv.integer("served", 0, 1),
              csv.text("days"));
      if (!seen.add(row.courier() + "/" + row.province())) {
        throw csv.error("province", "'" + row.province() + "' stands twice for the courier");
      }
      rows.add(row);
    }
    return new ShippingFeesCsv(rows);
  }
}
