package dev.kefu.outreach;

import dev.kefu.commerce.Order;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the shop owes a shopper a word about now.
///
/// @param sku what is sold out
record Duty(TaskKind kind, Order order, @Nullable String sku, String text, Instant dueAt) {}
