package dev.kefu.conversation;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of a conversation's log.
///
/// @param seq 1, 2, 3 … in commit order, without holes
/// @param shopperSeq its number in what the shopper sees, also without holes; 0 when hidden from
///   them
/// @param mid the sender's own id of a message; null for everything else
/// @param body JSON, as it goes over the wire
public record Event(
    ConversationId conversation,
    long seq,
    long shopperSeq,
    EventKind kind,
    Sender sender,
    @Nullable String mid,
    @JsonRawValue String body,
    Instant at) {

  public boolean publicEvent() {
    return shopperSeq > 0;
  }

  boolean isSaidByShopper() {
    return kind == EventKind.MESSAGE && sender.isShopper();
  }

  /// Whether it is the message a sender gave this id.
  boolean has(String byWhom, String ownId) {
    return ownId.equals(mid) && sender.id().equals(byWhom);
  }

  /// Its number as its sender counts.
  long seqForSender() {
    return sender.isShopper() ? shopperSeq : seq;
  }
}
