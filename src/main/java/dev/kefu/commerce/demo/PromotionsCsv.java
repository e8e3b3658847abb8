package dev.kefu.commerce.demo;

import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import dev.kefu.content.CsvRow;
import dev.kefu.content.Windows;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What runs, as `promotions.csv` tells it.
record PromotionsCsv(List<Rows.PromotionRow> rows) {

  static final PromotionsCsv NONE = new PromotionsCsv(List.of());

  private static final Set<String> KINDS = Set.of("full_reduction", "discount", "gift", "coupon");

  static PromotionsCsv read(ContentFile file, ProductsCsv products, Windows windows) {
    var rows = new ArrayList<Rows.PromotionRow>();
    var ids = new HashSet<String>();
    for (var csv :
        CsvFile.read(
            file,
            "id",
            "title",
            "kind",
            "skus",
            "threshold_fen",
            "reduce_fen",
            "percent",
            "window")) {
      var row =
          new Rows.PromotionRow(
              Csv.code(csv, "id"),
              rows.size(),
              Csv.text(csv, "title"),
              csv.oneOf("kind", KINDS),
              skus(csv, products),
              Csv.fen(csv, "threshold_fen"),
              Csv.fen(csv, "reduce_fen"),
              csv.integer("percent", 0, 99),
              window(csv, windows));
      checkKind(csv, row);
      if (!ids.add(row.id())) {
        throw csv.error("id", "'" + row.id() + "' stands twice");
      }
      rows.add(row);
    }
    return new PromotionsCsv(rows);
  }

  private static String skus(CsvRow csv, ProductsCsv products) {
    for (var sku : csv.parts("skus")) {
      if (!products.knows(sku)) {
        throw csv.error("skus", "'" + sku + "' is no SKU or product code of products.csv");
      }
    }
    return String.join("|", csv.parts("skus"));
  }

  private static @Nullable String window(CsvRow csv, Windows windows) {
    var name = csv.text("window");
    if (name.isEmpty()) {
      return null;
    }
    if (windows.find(name).isEmpty()) {
      throw csv.error("window", "'" + name + "' is not in windows.yaml");
    }
    return name;
  }

  private static void checkKind(CsvRow csv, Rows.PromotionRow row) {
    switch (row.kind()) {
      case "discount" -> {
        if (row.percent() == 0) {
          throw csv.error("percent", "a discount leaves 1 to 99 percent of the price");
        }
      }
      case "full_reduction", "coupon" -> {
        if (row.reduceFen() == 0 || row.reduceFen() > row.thresholdFen()) {
          throw csv.error("reduce_fen", "has to be more than 0 and at most threshold_fen");
        }
      }
      default -> {
        // a gift may come with any order
      }
    }
  }
}
