package dev.kefu.commerce.http;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.commerce.line.Freshness;
import dev.kefu.commerce.line.Kept;
import dev.kefu.commerce.line.Kept.Asked;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.Told;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The shelf of a shop outside.
class HttpProducts implements Products {

  private static final int USUAL_SAFETY_STOCK = 5;
  private static final String GOODS = "商品查询";

  private final Asker asker;
  private final Kept<Product> products;
  private final Kept<List<Product>> lists;

  HttpProducts(Asker asker, Surroundings around) {
    this.asker = asker;
    this.products = new Kept<>(Freshness.PRODUCT, around);
    this.lists = new Kept<>(Freshness.PRODUCT, around);
  }

  @Override
  public Answer<Product> find(String sku) {
    return sku.isBlank() ? new Answer.Missing<>() : products.get(sku, asked -> ask(sku, asked));
  }

  /// What the shop said of it last.
  Optional<Told<Product>> last(String sku) {
    return products.last(sku);
  }

  void forget(String sku) {
    products.forget(sku);
    lists.forgetAll();
  }

  @Override
  public Answer<List<Product>> search(String text, String afterSku, int limit) {
    var key = text.strip() + "\n" + (asker.uses("products.search", "after") ? afterSku : "");
    var found =
        lists.get(
            "search " + key + "\n" + (asker.uses("products.search", "limit") ? limit : 0),
            asked ->
                askFor(
                    "products.search",
                    Map.of("text", text.strip(), "after", afterSku, "limit", limit),
                    asked));
    return mapped(
        found,
        all ->
            all.stream()
                .sorted(Comparator.comparing(Product::sku))
                .filter(product -> product.sku().compareTo(afterSku) > 0)
                .limit(limit)
                .toList());
  }

  @Override
  public Answer<List<Product>> ofProduct(String product) {
    var found =
        lists.get(
            "product " + product,
            asked -> askFor("products.of_product", Map.of("product", product), asked));
    return mapped(
        found,
        all ->
            all.stream()
                .filter(each -> each.product().equals(product))
                .sorted(Comparator.comparing(Product::sku))
                .toList());
  }

  private Answer<Product> ask(String sku, Asked asked) {
    if (!asker.offers("products.find")) {
      return Asker.notOffered(GOODS);
    }
    return asker.one(
        asker.ask("products.find", Map.of("sku", sku)),
        row -> product(row, asked),
        product -> product.sku().equals(sku));
  }

  private Answer<List<Product>> askFor(String request, Map<String, Object> values, Asked asked) {
    if (!asker.offers(request)) {
      return Asker.notOffered(GOODS);
    }
    var answer = asker.many(asker.ask(request, values), row -> product(row, asked));
    answer.found().ifPresent(all -> all.forEach(p -> products.learn(p.sku(), p, asked)));
    return answer;
  }

  private Product product(Row row, Asked asked) {
    var sku = row.text("sku");
    return new Product(
        sku,
        row.textOr("product", sku),
        row.text("title"),
        row.textOr("options", ""),
        row.textOr("category", ""),
        row.flag("on_sale"),
        row.fen("price"),
        row.fenOrNull("floor"),
        row.count("stock"),
        row.countOr("safety_stock", USUAL_SAFETY_STOCK),
        row.momentOrNull("restock_at"),
        row.countOr("weight_g", 0),
        row.pairs("attributes"),
        asked.at(),
        asker.source());
  }

  static <T> Answer<List<T>> mapped(
      Answer<List<T>> answer, java.util.function.UnaryOperator<List<T>> form) {
    return answer instanceof Answer.Found<List<T>>(var all)
        ? new Answer.Found<>(form.apply(all))
        : answer;
  }
}
