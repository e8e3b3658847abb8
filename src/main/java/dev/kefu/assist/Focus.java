package dev.kefu.assist;

import dev.kefu.commerce.Order;
import dev.kefu.commerce.Product;
import org.jspecify.annotations.Nullable;

/// What the shopper is talking about, as far as it is known.
///
/// @param order never an order of anybody but the verified shopper
/// @param buyer whom the shop has vouched for; null for an anonymous shopper
/// @param province named in the question
record Focus(
    @Nullable Product product,
    @Nullable Order order,
    @Nullable String buyer,
    @Nullable String province) {}
