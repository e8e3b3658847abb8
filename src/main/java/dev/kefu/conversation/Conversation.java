package dev.kefu.conversation;

import dev.kefu.account.Shopper;
import dev.kefu.account.StaffId;
import dev.kefu.base.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation as it stands now.
///
/// @param group whose queue it waits in, such as `pre_sale`
/// @param owner who alone answers; null while queued, kept when closed
/// @param head the last `seq`; 0 for an empty log
/// @param shopperHead the last number the shopper sees
/// @param lastStaffSeq `seq` of the last public message of staff; 0 for none
/// @param lastText short text of the last public message
/// @param waitingSince the first shopper message nobody has answered
public record Conversation(
    ConversationId id,
    Shopper shopper,
    Stage stage,
    Status status,
    String group,
    @Nullable StaffId owner,
    Context context,
    long head,
    long shopperHead,
    long lastStaffSeq,
    String lastText,
    Instant lastAt,
    @Nullable Instant waitingSince,
    Instant openedAt) {}
