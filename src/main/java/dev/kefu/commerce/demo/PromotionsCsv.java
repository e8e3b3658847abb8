package dev.kefu.commerce.demo;

import dev.kefu.commerce.Promotions;
import dev.kefu.commerce.Promotions.Level;
import dev.kefu.content.ContentFile;
import dev.kefu.content.CsvFile;
import dev.kefu.content.CsvRow;
import dev.kefu.content.Windows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What runs, as `promotions.csv` tells it.
record PromotionsCsv(List<Rows.PromotionRow> rows) {

  static final PromotionsCsv NONE = new PromotionsCsv(List.of());

  private static final List<String> HEADER =
      List.of("id", "title", "kind", "skus", "threshold_fen", "reduce_fen", "percent", "window");

  private static final List<String> BEHIND =
      List.of("level", "categories", "price_fen", "every", "cap_fen", "nth", "tiers");

  private static final Set<String> LEVELS =
      Arrays.stream(Level.values()).map(Level::wireName).collect(Collectors.toUnmodifiableSet());

  private static final int MOST_NTH = 100;

  static PromotionsCsv read(ContentFile file, ProductsCsv products, Windows windows) {
    var rows = new ArrayList<Rows.PromotionRow>();
    var ids = new HashSet<String>();
    for (var csv : CsvFile.read(file, HEADER, BEHIND)) {
      var row = row(csv, rows.size(), products, windows);
      checkKind(csv, row);
      if (!ids.add(row.id())) {
        throw csv.error("id", "'" + row.id() + "' stands twice");
      }
      rows.add(row);
    }
    return new PromotionsCsv(rows);
  }

  private static Rows.PromotionRow row(
      CsvRow csv, int place, ProductsCsv products, Windows windows) {
    return new Rows.PromotionRow(
        Csv.code(csv, "id"),
        place,
        Csv.text(csv, "title"),
        csv.oneOf("kind", Promotions.KINDS),
        csv.find("level").isEmpty() ? null : csv.oneOf("level", LEVELS),
        skus(csv, products),
        String.join("|", csv.parts("categories")),
        Csv.fen(csv, "threshold_fen"),
        Csv.fen(csv, "reduce_fen"),
        csv.integer("percent", 0, 99),
        fen(csv, "price_fen"),
        csv.find("every").isPresent() && csv.bool("every") ? 1 : 0,
        fen(csv, "cap_fen"),
        csv.find("nth").isPresent() ? csv.integer("nth", 2, MOST_NTH) : null,
        tiers(csv),
        window(csv, windows));
  }

  private static @Nullable Long fen(CsvRow csv, String column) {
    return csv.find(column).isPresent() ? Csv.fen(csv, column) : null;
  }

  private static String tiers(CsvRow csv) {
    for (var tier : csv.parts("tiers")) {
      if (!MembersCsv.TIERS.contains(tier)) {
        throw csv.error("tiers", "no member is '" + tier + "'");
      }
    }
    return String.join("|", csv.parts("tiers"));
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
      case "discount" -> requirePercent(csv, row);
      case "price" -> {
        if (row.priceFen() == null) {
          throw csv.error("price_fen", "is empty");
        }
        requireItem(csv, row);
      }
      case "member" -> {
        if (row.tiers().isEmpty()) {
          throw csv.error("tiers", "is empty");
        }
        if ((row.percent() == 0) == (row.priceFen() == null)) {
          throw csv.error("percent", "a member's price is either a percentage or price_fen");
        }
        requireItem(csv, row);
      }
      case "nth_piece" -> {
        requirePercent(csv, row);
        if (row.nth() == null) {
          throw csv.error("nth", "is empty");
        }
        if (row.level() != null && !row.level().equals(Level.SHOP.wireName())) {
          throw csv.error("level", "the n-th piece is a reduction of the shop");
        }
      }
      case "full_reduction", "coupon", "red_packet" -> {
        if (row.reduceFen() == 0 || row.reduceFen() > row.thresholdFen()) {
          throw csv.error("reduce_fen", "has to be more than 0 and at most threshold_fen");
        }
        if (Level.ITEM.wireName().equals(row.level())) {
          throw csv.error("level", "a reduction is not one of items");
        }
      }
      default -> {
        // a gift may come with any order
      }
    }
  }

  private static void requirePercent(CsvRow csv, Rows.PromotionRow row) {
    if (row.percent() == 0) {
      throw csv.error("percent", "a discount leaves 1 to 99 percent of the price");
    }
  }

  private static void requireItem(CsvRow csv, Rows.PromotionRow row) {
    if (row.level() != null && !row.level().equals(Level.ITEM.wireName())) {
      throw csv.error("level", "a price is one of items");
    }
  }
}
