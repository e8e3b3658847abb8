package dev.kefu.commerce.demo;

import dev.kefu.commerce.Product;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A row of `demo_product`.
///
/// @param attributes as the file has them, `面料=纯棉|产地=杭州`
record ProductRow(
    String sku,
    String product,
    String title,
    String options,
    String category,
    long priceFen,
    @Nullable Long floorFen,
    int stock,
    int safetyStock,
    int onSale,
    int weightG,
    String attributes,
    @Nullable Long restockAt) {

  Product told(Instant asOf) {
    return new Product(
        sku,
        product,
        title,
        options,
        category,
        onSale == 1,
        priceFen,
        floorFen,
        stock,
        safetyStock,
        restockAt == null ? null : Instant.ofEpochMilli(restockAt),
        weightG,
        attributeMap(),
        asOf,
        DemoLine.SOURCE);
  }

  ProductRow changed(
      @Nullable Integer newStock, @Nullable Long newPriceFen, @Nullable Boolean sold) {
    return new ProductRow(
        sku,
        product,
        title,
        options,
        category,
        newPriceFen == null ? priceFen : newPriceFen,
        floorFen,
        newStock == null ? stock : newStock,
        safetyStock,
        sold == null ? onSale : sold ? 1 : 0,
        weightG,
        attributes,
        restockAt);
  }

  /// The same with the least it may be sold for.
  ProductRow withFloor(long fen) {
    return new ProductRow(
        sku,
        product,
        title,
        options,
        category,
        priceFen,
        fen,
        stock,
        safetyStock,
        onSale,
        weightG,
        attributes,
        restockAt);
  }

  private Map<String, String> attributeMap() {
    var map = new LinkedHashMap<String, String>();
    for (var pair : attributes.isEmpty() ? List.<String>of() : List.of(attributes.split("\\|"))) {
      var sign = pair.indexOf('=');
      map.put(pair.substring(0, sign).strip(), pair.substring(sign + 1).strip());
    }
    return map;
  }
}
