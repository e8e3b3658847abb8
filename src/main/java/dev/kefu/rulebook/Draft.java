package dev.kefu.rulebook;

import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import org.jspecify.annotations.Nullable;

/// A reply before it is checked, with what it is about.
///
/// @param sku the product in focus
/// @param order the order in focus
/// @param buyer whom the shop has vouched for; null for an anonymous shopper
/// @param grantedFen what was granted in this conversation: a reply may name it
public record Draft(
    Staff author,
    Body body,
    @Nullable String sku,
    @Nullable String order,
    @Nullable String buyer,
    long grantedFen) {}
