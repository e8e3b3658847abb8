package dev.kefu.outreach;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One shopper to be told about one order.
///
/// @param id `task_…`
/// @param sku what is sold out
/// @param text ready to be sent
/// @param dueAt by when the shopper should know
/// @param doneBy who told the shopper; `system` when there was nothing left to tell
public record Task(
    String id,
    TaskKind kind,
    TaskStatus status,
    String order,
    String buyer,
    @Nullable String sku,
    String text,
    Instant openedAt,
    Instant dueAt,
    @Nullable Instant doneAt,
    @Nullable String doneBy) {}
