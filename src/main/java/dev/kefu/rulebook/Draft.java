package dev.kefu.rulebook;

import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import org.jspecify.annotations.Nullable;

/// A reply before it is checked, with what it is about.
///
/// @param sku the product in focus
/// @param order the order in focus
/// @param buyer whom the shop has vouched for; null for an anonymous shopper
public record Draft(
    Staff author,
    Body body,
    @Nullable String sku,
    @Nullable String order,
    @Nullable String buyer,
    Settled settled) {}
