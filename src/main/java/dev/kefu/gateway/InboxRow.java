package dev.kefu.gateway;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kefu.account.StaffId;
import dev.kefu.assist.Wants;
import dev.kefu.base.Stage;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a member of staff's work list.
///
/// @param unread messages of the shopper this person has not read
/// @param waitingSince the first shopper message nobody has answered
/// @param wants what those messages ask for, when somebody is needed at once; else null
/// @param openCase the latest case that waits for a decision
record InboxRow(
    ConversationId conversation,
    Stage stage,
    Status status,
    String group,
    ShopperPart shopper,
    @Nullable StaffId owner,
    ContextPart context,
    Last last,
    long unread,
    @Nullable Instant waitingSince,
    @Nullable Wants wants,
    @JsonProperty("case") @Nullable CasePart openCase) {

  record ShopperPart(String id, String name, boolean verified, @Nullable String tier) {}

  record ContextPart(@Nullable String sku, @Nullable String order) {}

  record Last(long seq, String text, Instant at) {}

  record CasePart(String id, String status, Instant dueAt) {}
}
