package dev.kefu.outreach;

import dev.kefu.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One shopper to be told about one order, or one courier to be reminded of a claim.
///
/// @param id `task_…`
/// @param version grows whenever the shop says something else of it and its text is written anew
/// @param cause what those have in common that are told together
/// @param sku what is sold out
/// @param claim against the courier
/// @param goods what the order holds, as a text names it
/// @param text ready to be sent
/// @param offers what an agent may give alone for it
/// @param dueAt by when the shopper should know; since when the courier is late
/// @param conversation where the shopper was told
/// @param doneBy who told the shopper; `shopper` when they answered, `system` when there was
///   nothing left to tell
public record Task(
    String id,
    int version,
    TaskKind kind,
    TaskStatus status,
    String cause,
    String order,
    String buyer,
    @Nullable String sku,
    @Nullable String claim,
    String goods,
    String text,
    List<Offered> offers,
    Instant openedAt,
    Instant dueAt,
    @Nullable ConversationId conversation,
    @Nullable Long sentSeq,
    @Nullable Instant sentAt,
    @Nullable String sentBy,
    @Nullable Instant doneAt,
    @Nullable String doneBy) {

  /// @param maxFen of one form, for this order
  public record Offered(String rule, String form, long maxFen) {}
}
