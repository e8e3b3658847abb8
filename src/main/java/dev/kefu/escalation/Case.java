package dev.kefu.escalation;

import dev.kefu.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A case as it stands: what was asked for, and what became of it. The shape on the wire.
///
/// @param version grows with every move; a decision names the one it was made on
/// @param sku the line of the order, or the product
/// @param claimFen 0 when the shopper named no sum
/// @param proposalFen 0 when it is no money
/// @param rule of the rulebook; null when none speaks of it
/// @param limitFen the most an agent may give here alone
/// @param orderAmountFen of the order, or the price of the product for a discount
/// @param status `pending approved rejected cancelled expired granted failed`
/// @param needs least role that may decide: `supervisor` or `manager`
/// @param amountFen what was approved
/// @param grant `granting granted failed unknown withdrawn`; null when nothing is to be carried out
/// @param undoUntil before then an approval can be taken back
/// @param question what a supervisor asked and nobody has answered
/// @param passedAt when the clock left it to the store manager
public record Case(
    String id,
    int version,
    ConversationId conversation,
    String kind,
    String reason,
    @Nullable String order,
    @Nullable String sku,
    long claimFen,
    long proposalFen,
    @Nullable String form,
    @Nullable String rule,
    @Nullable Long limitFen,
    @Nullable Long orderAmountFen,
    String status,
    String needs,
    List<String> evidence,
    @Nullable String note,
    String requestedBy,
    String requestedByName,
    @Nullable String decidedBy,
    @Nullable String decidedByName,
    @Nullable Long amountFen,
    @Nullable String remark,
    @Nullable String grant,
    Instant openedAt,
    Instant dueAt,
    @Nullable Instant undoUntil,
    @Nullable String question,
    @Nullable Instant passedAt) {

  public boolean pending() {
    return "pending".equals(status);
  }
}
