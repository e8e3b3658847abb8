package dev.kefu.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// One conversation as the writer has it in memory, and what everybody may see of that.
///
/// Changed by the writer's thread only. What is committed is one value, replaced as a whole, so
/// that readers on other threads see a conversation and the end of its log as of the same commit.
final class OpenLog {

  /// What reached the disk.
  ///
  /// @param said the shopper's messages
  /// @param tail the last events, without a hole up to `conversation.head()`; may be empty
  record Committed(Conversation conversation, long said, List<Event> tail) {

    private Committed grown(Conversation to, List<Event> events, int longestTail) {
      var longer = new ArrayList<>(tail);
      longer.addAll(events);
      var from = Math.max(afterRecall(longer), longer.size() - longestTail);
      var more = events.stream().filter(Event::isSaidByShopper).count();
      return new Committed(to, said + more, List.copyOf(longer.subList(from, longer.size())));
    }

    /// What stands before a recall may hold words that were taken out of the database.
    private static int afterRecall(List<Event> events) {
      for (var i = events.size() - 1; i > 0; i--) {
        if (events.get(i).kind() == EventKind.RECALL) {
          return i;
        }
      }
      return 0;
    }

    /// The shopper's messages up to a number; empty when the tail does not reach back that far.
    Optional<Long> saidUpTo(long seq) {
      return after(seq, Integer.MAX_VALUE)
          .map(later -> said - later.stream().filter(Event::isSaidByShopper).count());
    }

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
      if (conversation.shopperHead() == conversation.head()) {
        return after(shopperSeq, limit);
      }
      var seen = tail.stream().filter(Event::publicEvent).toList();
      if (seen.isEmpty() || seen.getFirst().shopperSeq() > shopperSeq + 1) {
        return Optional.empty();
      }
      var from = (int) (shopperSeq + 1 - seen.getFirst().shopperSeq());
      return Optional.of(seen.subList(from, Math.min(seen.size(), from + limit)));
    }
  }

  /// How far one of the staff has read.
  ///
  /// @param said the shopper's messages up to there
  private record Place(long read, long said) {

    Place further(Place other) {
      return other.read() > read ? other : this;
    }
  }

  /// Counts the shopper's messages up to a number, in the whole log.
  interface Counting {
    long upTo(long seq);
  }

  /// Holds all of the log, and for the length of a batch some that are not committed.
  private final MessageIds ids = new MessageIds();

  private final Map<String, Place> places = new ConcurrentHashMap<>();

  private volatile Committed committed;

  /// How far another node is said to have written it.
  private final AtomicLong heard = new AtomicLong();

  private Conversation flushed;
  private Conversation now;

  /// Appended since the last flush.
  private List<Event> pending = new ArrayList<>();

  /// Appended since the last commit.
  private List<Event> fresh = new ArrayList<>();

  OpenLog(Conversation stored) {
    committed = new Committed(stored, 0, List.of());
    flushed = stored;
    now = stored;
  }

  Committed committed() {
    return committed;
  }

  /// Another node has written up to here. Any thread.
  void heard(long head) {
    heard.accumulateAndGet(head, Math::max);
  }

  /// Whether the database has more than is known here.
  boolean isBehind() {
    return heard.get() > committed.conversation().head();
  }

  /// Takes over what others have committed. Not for a log with changes of its own.
  ///
  /// @param missed everything after the last event known here
  /// @param longestTail so many events are kept at most
  void catchUp(Conversation stored, List<Event> missed, int longestTail) {
    for (var event : missed) {
      if (event.mid() != null) {
        ids.add(event.sender().id(), event.mid(), event.seq());
      }
    }
    committed = committed.grown(stored, missed, longestTail);
    flushed = stored;
    now = stored;
  }

  /// The shopper's messages after what somebody has read.
  ///
  /// @param stored how far the database says they have read, asked for the first time only
  /// @param counting asked when the place is further back than memory
  long unread(String reader, LongSupplier stored, Counting counting) {
    var place = places.get(reader);
    if (place == null) {
      place = reads(reader, stored.getAsLong(), counting);
    }
    // Looked at last: nobody has read further than what was committed before.
    return committed.said() - place.said();
  }

  /// Somebody's mark was found or stored at a number; never falls.
  private Place reads(String reader, long read, Counting counting) {
    var said = committed.saidUpTo(read).orElseGet(() -> counting.upTo(read));
    return places.merge(reader, new Place(read, said), Place::further);
  }

  /// Any thread.
  void forgetMarks() {
    places.clear();
  }

  /// A mark has reached the disk.
  void hasRead(String reader, long read, Counting counting) {
    reads(reader, read, counting);
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
      ids.add(event.sender().id(), event.mid(), event.seq());
    }
  }

  /// A message of the stored log, before anybody sees this.
  void stored(long seq, Sender sender, String mid) {
    ids.add(sender.id(), mid, seq);
    if (sender.isShopper()) {
      committed = new Committed(committed.conversation(), committed.said() + 1, List.of());
    }
  }

  /// The numbers under which a message may be stored or about to be; to be compared with the log.
  long[] candidates(String sender, String mid) {
    return ids.candidates(sender, mid, Long.MAX_VALUE);
  }

  /// The same of what is committed.
  long[] committedCandidates(String sender, String mid) {
    return ids.candidates(sender, mid, committed.conversation().head());
  }

  boolean changedSinceFlush() {
    return !now.equals(flushed);
  }

  /// Whether it stands elsewhere or belongs to somebody else than before. One that is closed stands
  /// where its last event puts it.
  boolean movedSinceFlush() {
    return now.status() == Status.CLOSED
        || now.status() != flushed.status()
        || !now.group().equals(flushed.group())
        || !Objects.equals(now.owner(), flushed.owner());
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
    if (!pending.isEmpty()) {
      ids.forgetAfter(flushed.head());
      pending.clear();
    }
    now = flushed;
  }

  /// @param longestTail so many events are kept at most
  /// @return what came with this commit
  List<Event> commit(int longestTail) {
    var events = fresh;
    fresh = new ArrayList<>();
    committed = committed.grown(now, events, longestTail);
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
      var left = List.copyOf(tail.subList(gone, tail.size()));
      committed = new Committed(committed.conversation(), committed.said(), left);
    }
  }
}
