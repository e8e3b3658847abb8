package dev.kefu.commerce;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    return of(List.of(product), facts).getFirst();
  }

  /// Several at once, so that a shop outside is asked for all their facts together.
  public static List<ProductView> of(List<Product> products, Facts facts) {
    var refs = products.stream().flatMap(product -> refs(product.sku())).toList();
    var read = facts.read(refs).iterator();
    return products.stream().map(product -> view(product, read.next(), read.next())).toList();
  }

  private static Stream<FactRef> refs(String sku) {
    return Stream.of(new FactRef(FactKind.STOCK, sku), new FactRef(FactKind.PRICE, sku));
  }

  private static ProductView view(Product product, Fact stock, Fact price) {
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
