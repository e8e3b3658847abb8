package dev.kefu.assist;

import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Status;

/// When suggestions no longer hold. Read from the log each time, so that no lost notice can leave a
/// stale draft one key away from being sent.
final class Retirement {

  private Retirement() {}

  static boolean holds(StoredSet stored, Conversations conversations) {
    var conversation = conversations.find(stored.set().conversation()).orElse(null);
    if (conversation == null
        || conversation.status() == Status.CLOSED
        || conversation.lastStaffSeq() > stored.set().forSeq()) {
      return false;
    }
    return conversations.after(conversation.id(), stored.seenSeq(), Conversations.MAX_PAGE).stream()
        .noneMatch(Retirement::retires);
  }

  /// Answers, and a shopper's next message after one, are told by `lastStaffSeq`.
  private static boolean retires(Event event) {
    return event.kind() == EventKind.TRANSFER
        || event.kind() == EventKind.CLOSE
        || event.kind() == EventKind.REOPEN;
  }
}
