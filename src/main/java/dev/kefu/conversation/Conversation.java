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
    Instant openedAt) {

  Builder toBuilder() {
    return new Builder(this);
  }

  /// The same conversation with some of its fields changed.
  static final class Builder {
    private final Conversation from;
    private Shopper shopper;
    private Context context;
    private Status status;
    private String group;
    private @Nullable StaffId owner;
    private long head;
    private long shopperHead;
    private long lastStaffSeq;
    private String lastText;
    private Instant lastAt;
    private @Nullable Instant waitingSince;

    private Builder(Conversation from) {
      this.from = from;
      shopper = from.shopper;
      context = from.context;
      status = from.status;
      group = from.group;
      owner = from.owner;
      head = from.head;
      shopperHead = from.shopperHead;
      lastStaffSeq = from.lastStaffSeq;
      lastText = from.lastText;
      lastAt = from.lastAt;
      waitingSince = from.waitingSince;
    }

    /// Nobody and nothing: who the shopper was is no longer known.
    Builder erased(Shopper nobody) {
      shopper = nobody;
      context = Context.NONE;
      lastText = "";
      return this;
    }

    Builder status(Status value) {
      status = value;
      return this;
    }

    Builder group(String value) {
      group = value;
      return this;
    }

    Builder owner(@Nullable StaffId value) {
      owner = value;
      return this;
    }

    Builder head(long value) {
      head = value;
      return this;
    }

    Builder shopperHead(long value) {
      shopperHead = value;
      return this;
    }

    Builder lastStaffSeq(long value) {
      lastStaffSeq = value;
      return this;
    }

    Builder lastText(String value) {
      lastText = value;
      return this;
    }

    Builder lastAt(Instant value) {
      lastAt = value;
      return this;
    }

    Builder waitingSince(@Nullable Instant value) {
      waitingSince = value;
      return this;
    }

    Conversation build() {
      return new Conversation(
          from.id,
          shopper,
          from.stage,
          status,
          group,
          owner,
          context,
          head,
          shopperHead,
          lastStaffSeq,
          lastText,
          lastAt,
          waitingSince,
          from.openedAt);
    }
  }
}
