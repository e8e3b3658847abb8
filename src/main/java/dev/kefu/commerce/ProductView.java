package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A product as REST tells it. Stock and price are left out while the shop cannot tell them.
public record ProductView(
    String sku,
    String product,
    String title,
    String options,
    String category,
    boolean onSale,
    @Nullable Long priceFen,
    @Nullable Integer stock,
    int safetyStock,
    @Nullable Instant restockAt,
    int weightG,
    Map<String, String> attributes,
    Instant asOf,
    String source,
    List<Fact> facts) {

  public static ProductView of(Product product, Facts facts) {
    var stock = facts.read(new FactRef(FactKind.STOCK, product.sku()));
    var price = facts.read(new FactRef(FactKind.PRICE, product.sku()));
    return new ProductView(
        product.sku(),
        product.product(),
        product.title(),
        product.options(),
        product.category(),
        product.onSale(),
        price.failed() ? null : product.priceFen(),
        stock.failed() ? null : product.stock(),
        product.safetyStock(),
        product.restockAt(),
        product.weightG(),
        product.attributes(),
        product.asOf(),
        product.source(),
        List.of(stock, price));
  }
}
