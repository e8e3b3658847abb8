package dev.kefu.knowledge;

import dev.kefu.base.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What to look for.
///
/// @param text the shopper's words, at most 4,000 code points; treated as text, never as a query
///   language
/// @param stage only articles for this stage; null for all
/// @param sku the product in focus: its own articles count, other products' do not; null for none
/// @param product the product code of `sku`
/// @param at articles outside their validity at this moment are left out
/// @param limit 1 to 50
public record Question(
    String text,
    @Nullable Stage stage,
    @Nullable String sku,
    @Nullable String product,
    Instant at,
    int limit) {

  /// Whether what holds for these SKUs or product codes holds for the product in focus.
  boolean isAbout(List<String> skus) {
    return skus.stream().anyMatch(code -> code.equals(sku) || code.equals(product));
  }
}
