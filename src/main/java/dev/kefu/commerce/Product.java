package dev.kefu.commerce;

import dev.kefu.base.Fen;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One SKU on the shelf.
///
/// @param product code that groups the SKUs of one product
/// @param options what tells this SKU from its siblings, such as `黑色/M`; may be empty
/// @param floorFen the least it may be sold for; null when the shop does not say
/// @param stock pieces on the shelf; those that can be sold are in [#stockFact()]
/// @param safetyStock at or below this a reply must not sound certain
/// @param restockAt when more is expected
public record Product(
    String sku,
    String product,
    String title,
    String options,
    String category,
    boolean onSale,
    long priceFen,
    @Nullable Long floorFen,
    int stock,
    int safetyStock,
    @Nullable Instant restockAt,
    int weightG,
    Map<String, String> attributes,
    Instant asOf,
    String source) {

  /// Title and options, as a text names it.
  public String fullTitle() {
    return options.isEmpty() ? title : title + " " + options;
  }

  /// What can be sold: nothing of what is not on sale.
  public Fact stockFact() {
    var sellable = onSale ? stock : 0;
    return Fact.fresh(FactKind.STOCK, sku, Integer.toString(sellable), asOf, source);
  }

  public Fact priceFact() {
    return Fact.fresh(FactKind.PRICE, sku, Fen.yuan(priceFen), asOf, source);
  }
}
