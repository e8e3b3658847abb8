package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Product;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Unreadable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Reads goods as the platform tells them: one item with its SKUs is several products of ours.
///
/// A SKU is called by the seller's own code (`outer_id`); one without is called by the platform's
/// two numbers.
final class Items {

  static final String SOURCE = "taobao";

  /// What is asked of an item.
  static final String FIELDS =
      "num_iid,title,outer_id,approve_status,price,num,props_name,property_alias,item_weight,sku";

  private static final int NAMED = 4;
  private static final BigDecimal GRAMS_A_KILO = BigDecimal.valueOf(1_000);
  private static final String NO_SKU = "0";

  private final int safetyStock;

  /// @param safetyStock the platform knows of none
  Items(int safetyStock) {
    this.safetyStock = safetyStock;
  }

  List<Product> products(Row item, Asked asked) {
    var skus = item.list("skus", "sku");
    if (skus.isEmpty()) {
      return List.of(product(item, item, code(item, NO_SKU, item), "", "num", asked));
    }
    var aliases = aliases(item.textOr("property_alias", ""));
    var all = new ArrayList<Product>();
    for (var sku : skus) {
      if (isSold(sku)) {
        var options = options(sku.textOr("properties_name", ""), aliases);
        all.add(
            product(item, sku, code(item, sku.text("sku_id"), sku), options, "quantity", asked));
      }
    }
    return all;
  }

  private static boolean isSold(Row sku) {
    return sku.textOr("status", "normal").equals("normal");
  }

  private static String code(Row item, String skuId, Row holder) {
    return holder.textOr("outer_id", item.text("num_iid") + ":" + skuId);
  }

  private Product product(
      Row item, Row sku, String code, String options, String stock, Asked asked) {
    return new Product(
        code,
        item.textOr("outer_id", item.text("num_iid")),
        item.text("title"),
        options,
        "",
        onSale(item.text("approve_status")),
        sku.fen("price"),
        null,
        sku.count(stock),
        safetyStock,
        null,
        grams(item),
        attributes(item.textOr("props_name", "")),
        asked.at(),
        SOURCE);
  }

  private static boolean onSale(String status) {
    return switch (status) {
      case "onsale" -> true;
      case "instock" -> false;
      default -> throw new Unreadable("approve_status is no word we know");
    };
  }

  /// The platform writes kilograms.
  private static int grams(Row item) {
    var text = item.node().path("item_weight").asString("");
    if (text.isBlank()) {
      return 0;
    }
    try {
      return new BigDecimal(text.strip()).multiply(GRAMS_A_KILO).intValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      throw new Unreadable("item_weight is no weight");
    }
  }

  /// `1627207:28341:颜色:黑色;20509:28383:尺码:M` as `黑色/M`, with the seller's own names where there are
  /// any.
  static String options(String names, Map<String, String> aliases) {
    return parts(names).stream()
        .map(each -> aliases.getOrDefault(each[0] + ":" + each[1], each[3]))
        .collect(Collectors.joining("/"));
  }

  /// `1627207:28341:墨黑` by its first two numbers.
  private static Map<String, String> aliases(String text) {
    var all = new LinkedHashMap<String, String>();
    for (var each : text.split(";", -1)) {
      var parts = each.split(":", 3);
      if (parts.length == 3) {
        all.put(parts[0] + ":" + parts[1], parts[2]);
      }
    }
    return all;
  }

  private static Map<String, String> attributes(String names) {
    var all = new LinkedHashMap<String, String>();
    parts(names).forEach(each -> all.merge(each[2], each[3], (one, other) -> one + "、" + other));
    return all;
  }

  private static List<String[]> parts(String names) {
    var all = new ArrayList<String[]>();
    for (var each : names.split(";", -1)) {
      var parts = each.split(":", NAMED);
      if (parts.length == NAMED) {
        all.add(parts);
      }
    }
    return all;
  }
}
