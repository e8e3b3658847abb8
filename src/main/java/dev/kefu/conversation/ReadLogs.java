package dev.kefu.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Reads what is committed: from memory what was written a moment ago, from the database the rest.
/// May be called from any thread.
final class ReadLogs {

  private final OpenLogs logs;
  private final ConversationRows conversations;
  private final EventRows events;
  private final Marks marks;

  ReadLogs(OpenLogs logs, ConversationRows conversations, EventRows events, Marks marks) {
    this.logs = logs;
    this.conversations = conversations;
    this.events = events;
    this.marks = marks;
  }

  Optional<Conversation> find(ConversationId id) {
    return logs.committed(id)
        .map(log -> log.committed().conversation())
        .or(() -> conversations.find(id));
  }

  List<Event> after(ConversationId id, long seq, int limit) {
    return logs.committed(id)
        .flatMap(log -> log.committed().after(seq, limit))
        .orElseGet(() -> heard(id, events.after(id, seq, limit)));
  }

  List<Event> afterForShopper(ConversationId id, long shopperSeq, int limit) {
    return logs.committed(id)
        .flatMap(log -> log.committed().afterForShopper(shopperSeq, limit))
        .orElseGet(() -> heard(id, events.afterForShopper(id, shopperSeq, limit)));
  }

  /// Who asks afterwards whether these may be seen must not hear of how things stood before them.
  private List<Event> heard(ConversationId id, List<Event> page) {
    if (!page.isEmpty()) {
      logs.heard(id, page.getLast().seq());
    }
    return page;
  }

  /// The committed message with a sender's own id.
  Optional<Event> byMid(ConversationId id, String sender, String mid) {
    var candidates = logs.committed(id).flatMap(log -> log.candidates(sender, mid));
    if (candidates.isEmpty()) {
      return events.byMid(id, sender, mid);
    }
    return Arrays.stream(candidates.get())
        .mapToObj(seq -> after(id, seq - 1, 1))
        .flatMap(List::stream)
        .filter(event -> event.has(sender, mid))
        .findFirst();
  }

  /// The shopper's messages after what somebody has read.
  long unread(ConversationId id, String reader) {
    return logs.committed(id)
        .map(log -> log.unread(reader, () -> marks.read(id, reader), seq -> events.said(id, seq)))
        .orElseGet(() -> events.said(id, Long.MAX_VALUE) - events.said(id, marks.read(id, reader)));
  }

  /// Somebody's mark has reached the disk.
  void hasRead(MarkMoved mark) {
    var id = mark.conversation();
    logs.committed(id)
        .ifPresent(log -> log.hasRead(mark.participant(), mark.seq(), seq -> events.said(id, seq)));
  }

  /// What the shopper calls the last event at or before a full number; 0 for none.
  long shopperSeq(Conversation conversation, long seq) {
    if (seq >= conversation.head()) {
      return conversation.shopperHead();
    }
    return allPublic(conversation) ? seq : events.shopperSeq(conversation.id(), seq);
  }

  /// The full number of what the shopper calls `shopperSeq`; 0 for none.
  long fullSeq(Conversation conversation, long shopperSeq) {
    if (allPublic(conversation)) {
      return Math.min(shopperSeq, conversation.head());
    }
    return events.fullSeq(conversation.id(), Math.min(shopperSeq, conversation.shopperHead()));
  }

  private static boolean allPublic(Conversation conversation) {
    return conversation.head() == conversation.shopperHead();
  }
}
