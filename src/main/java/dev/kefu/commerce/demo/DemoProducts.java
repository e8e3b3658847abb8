package dev.kefu.commerce.demo;

import dev.kefu.base.Folding;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Products;
import dev.kefu.storage.ReadOnly;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The demo shop's shelf.
@Component
@OfDemoShop
class DemoProducts implements Products {

  private static final int BATCH = 500;

  private final DemoLine line;
  private final JdbcClient reader;

  DemoProducts(DemoLine line, @ReadOnly JdbcClient reader) {
    this.line = line;
    this.reader = reader;
  }

  @Override
  public Answer<Product> find(String sku) {
    return line.one(DemoLine.PRODUCT, () -> row(reader, sku).map(r -> r.told(line.now())));
  }

  /// What is true now, whether or not the line is cut.
  Product present(String sku) {
    return row(reader, sku).map(r -> r.told(line.now())).orElseThrow();
  }

  @Override
  public Answer<List<Product>> search(String text, String afterSku, int limit) {
    return line.many(DemoLine.PRODUCT, () -> searchRows(text, afterSku, limit));
  }

  @Override
  public Answer<List<Product>> ofProduct(String product) {
    return line.many(
        DemoLine.PRODUCT,
        () ->
            reader
                .sql(
                    """
                    select sku, product, title, options, category, price_fen, floor_fen, stock,
                      safety_stock, on_sale, weight_g, attributes, restock_at
                    from demo_product
                    where product = :product
                    order by sku
                    limit :most
                    """)
                .param("product", product)
                .param("most", BATCH)
                .query(Rows.of(ProductRow.class))
                .list()
                .stream()
                .map(r -> r.told(line.now()))
                .toList());
  }

  static Optional<ProductRow> row(JdbcClient jdbc, String sku) {
    return jdbc.sql(
            """
            select sku, product, title, options, category, price_fen, floor_fen, stock,
              safety_stock, on_sale, weight_g, attributes, restock_at
            from demo_product
            where sku = :sku
            """)
        .param("sku", sku)
        .query(Rows.of(ProductRow.class))
        .optional();
  }

  /// Words are compared folded, which SQL cannot do, so the shelf is walked in batches.
  private List<Product> searchRows(String text, String afterSku, int limit) {
    var words = Folding.fold(text).split("\\s+");
    var found = new ArrayList<Product>();
    var after = afterSku;
    while (true) {
      var batch = batch(after);
      for (var row : batch) {
        if (holdsAll(row, words)) {
          found.add(row.told(line.now()));
        }
        if (found.size() == limit) {
          return found;
        }
      }
      if (batch.size() < BATCH) {
        return found;
      }
      after = batch.getLast().sku();
    }
  }

  private List<ProductRow> batch(String afterSku) {
    return reader
        .sql(
            """
            select sku, product, title, options, category, price_fen, floor_fen, stock,
              safety_stock, on_sale, weight_g, attributes, restock_at
            from demo_product
            where sku > :after
            order by sku
            limit :batch
            """)
        .param("after", afterSku)
        .param("batch", BATCH)
        .query(Rows.of(ProductRow.class))
        .list();
  }

  private static boolean holdsAll(ProductRow row, String... words) {
    var text =
        Folding.fold(String.join("\n", row.title(), row.options(), row.sku(), row.product()));
    for (var word : words) {
      if (!text.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
