package dev.kefu.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// One conversation as the writer has it in memory, and what everybody may see of that.
///
/// Changed by the writer's thread only. What is committed is one value, replaced as a whole, so
/// that readers on other threads see a conversation and the end of its log as of the same commit.
final class OpenLog {

  /// What reached the disk.
  ///
  /// @param tail the last events, without a hole up to `conversation.head()`; may be empty
  record Committed(Conversation conversation, List<Event> tail) {

    /// What comes after a number; empty when the tail does not reach back that far.
    Optional<List<Event>> after(long seq, int limit) {
      if (seq >= conversation.head()) {
        return Optional.of(List.of());
      }
      if (tail.isEmpty() || tail.getFirst().seq() > seq + 1) {
        return Optional.empty();
      }
      var from = (int) (seq + 1 - tail.getFirst().seq());
      return Optional.of(tail.subList(from, (int) Math.min(tail.size(), (long) from + limit)));
    }

    /// The same in the shopper's numbers.
    Optional<List<Event>> afterForShopper(long shopperSeq, int limit) {
      if (shopperSeq >= conversation.shopperHead()) {
        return Optional.of(List.of());
      }
      var seen = tail.stream().filter(Event::publicEvent).toList();
      if (seen.isEmpty() || seen.getFirst().shopperSeq() > shopperSeq + 1) {
        return Optional.empty();
      }
      var from = (int) (shopperSeq + 1 - seen.getFirst().shopperSeq());
      return Optional.of(seen.subList(from, Math.min(seen.size(), from + limit)));
    }
  }

  private record Mid(String sender, String mid) {}

  /// @param count of the shopper's messages after `read` and up to `upTo`
  private record Unread(long read, long upTo, int count) {}

  /// Counts the shopper's messages after one number and up to another, in the whole log.
  interface Counting {
    int between(long after, long upTo);
  }

  /// Every message's own id with its `seq`: what makes a repeat harmless. Holds all of the log, and
  /// for the length of a batch some that are not committed.
  private final Map<Mid, Long> mids = new ConcurrentHashMap<>();

  /// What was counted last for each of the staff.
  private final Map<String, Unread> unread = new ConcurrentHashMap<>();

  private volatile Committed committed;
  private Conversation flushed;
  private Conversation now;

  /// Appended since the last flush.
  private List<Event> pending = new ArrayList<>();

  /// Appended since the last commit.
  private List<Event> fresh = new ArrayList<>();

  OpenLog(Conversation stored) {
    committed = new Committed(stored, List.of());
    flushed = stored;
    now = stored;
  }

  Committed committed() {
    return committed;
  }

  /// The shopper's messages after what somebody has read, counted on from where it was counted
  /// last.
  int unread(String reader, long read, Counting all) {
    var seen = committed;
    var head = seen.conversation().head();
    var last = unread.get(reader);
    var since =
        last == null || last.read() != read
            ? Optional.<List<Event>>empty()
            : seen.after(last.upTo(), Integer.MAX_VALUE);
    var count =
        since.isPresent() && last != null
            ? last.count() + (int) since.get().stream().filter(Event::isSaidByShopper).count()
            : all.between(read, head);
    unread.put(reader, new Unread(read, head, count));
    return count;
  }

  Conversation now() {
    return now;
  }

  void now(Conversation changed) {
    now = changed;
  }

  void append(Event event) {
    pending.add(event);
    if (event.mid() != null) {
      knows(event.sender().id(), event.mid(), event.seq());
    }
  }

  void knows(String sender, String mid, long seq) {
    mids.put(new Mid(sender, mid), seq);
  }

  /// The number under which a message is stored or about to be.
  Optional<Long> seqOf(String sender, String mid) {
    return Optional.ofNullable(mids.get(new Mid(sender, mid)));
  }

  boolean changedSinceFlush() {
    return !now.equals(flushed);
  }

  /// Hands out what has to be written.
  List<Event> flush() {
    var events = pending;
    fresh.addAll(events);
    pending = new ArrayList<>();
    flushed = now;
    return events;
  }

  /// Back to the last flush.
  void undo() {
    for (var event : pending) {
      if (event.mid() != null) {
        mids.remove(new Mid(event.sender().id(), event.mid()));
      }
    }
    pending.clear();
    now = flushed;
  }

  /// @param longestTail so many events are kept at most
  /// @return what came with this commit
  List<Event> commit(int longestTail) {
    var events = fresh;
    fresh = new ArrayList<>();
    var tail = new ArrayList<>(committed.tail());
    tail.addAll(events);
    var from = Math.max(0, tail.size() - longestTail);
    committed = new Committed(now, List.copyOf(tail.subList(from, tail.size())));
    return events;
  }

  /// Lets the oldest events of the tail go.
  void forgetUpTo(long seq) {
    var tail = committed.tail();
    var gone = 0;
    while (gone < tail.size() && tail.get(gone).seq() <= seq) {
      gone++;
    }
    if (gone > 0) {
      committed =
          new Committed(committed.conversation(), List.copyOf(tail.subList(gone, tail.size())));
    }
  }
}
