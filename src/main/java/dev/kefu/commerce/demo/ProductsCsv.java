package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import dev.kefu.content.CsvRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The goods as `products.csv` tells them.
record ProductsCsv(List<ProductRow> rows, Set<String> skus, Set<String> codes) {

  static final ProductsCsv NONE = new ProductsCsv(List.of(), Set.of(), Set.of());

  private static final String[] HEADER = {
    "sku",
    "product",
    "title",
    "options",
    "category",
    "price_fen",
    "stock",
    "safety_stock",
    "on_sale",
    "weight_g",
    "attributes",
    "restock_at"
  };

  static ProductsCsv read(ContentFile file, Instant importedAt) {
    var rows = new ArrayList<ProductRow>();
    var skus = new HashSet<String>();
    var codes = new HashSet<String>();
    for (var csv : CsvFile.read(file, HEADER)) {
      var row = row(csv, importedAt);
      if (!skus.add(row.sku())) {
        throw csv.error("sku", "'" + row.sku() + "' stands twice");
      }
      codes.add(row.product());
      rows.add(row);
    }
    return new ProductsCsv(rows, skus, codes);
  }

  /// The same with the least each may be sold for, as `floor-prices.csv` tells it.
  ProductsCsv withFloors(ContentFile file) {
    var floors = new HashMap<String, Long>();
    for (var csv : CsvFile.read(file, "sku", "floor_fen")) {
      var sku = Csv.code(csv, "sku");
      if (!skus.contains(sku)) {
        throw csv.error("sku", "'" + sku + "' is no SKU of products.csv");
      }
      if (floors.put(sku, Csv.fen(csv, "floor_fen")) != null) {
        throw csv.error("sku", "'" + sku + "' stands twice");
      }
    }
    var told =
        rows.stream()
            .map(row -> floors.containsKey(row.sku()) ? row.withFloor(floors.get(row.sku())) : row)
            .toList();
    return new ProductsCsv(told, skus, codes);
  }

  /// Whether goods can be named so, by SKU or product code.
  boolean knows(String skuOrCode) {
    return skus.contains(skuOrCode) || codes.contains(skuOrCode);
  }

  private static ProductRow row(CsvRow csv, Instant importedAt) {
    return new ProductRow(
        Csv.code(csv, "sku"),
        Csv.code(csv, "product"),
        Csv.text(csv, "title"),
        csv.text("options"),
        csv.required("category"),
        Csv.fen(csv, "price_fen"),
        null,
        csv.integer("stock", 0, DemoTill.MAX_STOCK),
        csv.integer("safety_stock", 0, DemoTill.MAX_STOCK),
        csv.integer("on_sale", 0, 1),
        csv.integer("weight_g", 1, 1_000_000),
        attributes(csv),
        Csv.timeOrNull(csv, "restock_at", importedAt));
  }

  private static String attributes(CsvRow csv) {
    var parts = csv.parts("attributes");
    var names = new HashSet<String>();
    for (var part : parts) {
      var sign = part.indexOf('=');
      if (sign < 1 || sign == part.length() - 1) {
        throw csv.error("attributes", "'" + part + "' is not name=value");
      }
      if (!names.add(part.substring(0, sign).strip())) {
        throw csv.error("attributes", "'" + part + "' names an attribute twice");
      }
    }
    return String.join("|", parts);
  }
}
