package dev.kefu.assist;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Product;
import org.jspecify.annotations.Nullable;

/// What the shopper is talking about, as far as it is known.
///
/// @param product missing when nobody has named one, failed when the shop could not be asked
/// @param order never an order of anybody but the verified shopper
/// @param buyer whom the shop has vouched for; null for an anonymous shopper
/// @param province named in the question
record Focus(
    Answer<Product> product,
    Answer<Order> order,
    @Nullable String buyer,
    @Nullable String province) {

  @Nullable Product knownProduct() {
    return product.found().orElse(null);
  }

  @Nullable Order knownOrder() {
    return order.found().orElse(null);
  }
}
