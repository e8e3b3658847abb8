package dev.kefu.commerce;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One SKU on the shelf.
///
/// @param product code that groups the SKUs of one product
/// @param options what tells this SKU from its siblings, such as `黑色/M`; may be empty
/// @param stock pieces that can be sold now
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
    int stock,
    int safetyStock,
    @Nullable Instant restockAt,
    int weightG,
    Map<String, String> attributes,
    Instant asOf,
    String source) {}
