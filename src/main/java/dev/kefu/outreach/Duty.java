package dev.kefu.outreach;

import dev.kefu.commerce.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the shop owes a shopper a word about now.
///
/// @param cause what it has in common with others, such as the SKU that is sold out
/// @param sku what is sold out
/// @param goods what it is about, as a text names it
record Duty(
    TaskKind kind,
    String cause,
    Order order,
    @Nullable String sku,
    String goods,
    String text,
    Instant dueAt) {}
