package dev.kefu.assist;

import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Status;
import java.time.Instant;

/// When suggestions no longer hold. Read from the log each time, so that no lost notice can leave a
/// stale draft one key away from being sent.
final class Retirement {

  private Retirement() {}

  /// @param now when it is asked: an article may have run out meanwhile
  static boolean holds(StoredSet stored, Conversations conversations, Instant now) {
    if (stored.set().cards().stream().anyMatch(card -> hasEnded(card, now))) {
      return false;
    }
    var conversation = conversations.find(stored.set().conversation()).orElse(null);
    if (conversation == null
        || conversation.status() == Status.CLOSED
        || conversation.lastStaffSeq() > stored.set().forSeq()) {
      return false;
    }
    return conversations.after(conversation.id(), stored.seenSeq(), Conversations.MAX_PAGE).stream()
        .noneMatch(Retirement::retires);
  }

  private static boolean hasEnded(Card card, Instant now) {
    var ends = card.article().validUntil();
    return ends != null && !now.isBefore(ends);
  }

  /// Answers, and a shopper's next message after one, are told by `lastStaffSeq`.
  private static boolean retires(Event event) {
    return event.kind() == EventKind.TRANSFER
        || event.kind() == EventKind.CLOSE
        || event.kind() == EventKind.REOPEN;
  }
}
