package dev.kefu.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What this node knows to be committed of one conversation: what its own writer has written, and
/// what other nodes say that they have.
///
/// That is one value, replaced as a whole, so that readers see a conversation and the end of its
/// log as of the same commit. May be used from any thread.
final class KnownLog {

  /// Whoever is further behind reads the database.
  private static final int LONGEST_TAIL = 32;

  /// What reached the disk.
  ///
  /// @param said the shopper's messages
  /// @param tail the last events, without a hole up to `conversation.head()`; may be empty
  record Committed(Conversation conversation, long said, List<Event> tail) {

    /// @param events what comes right after this
    private Committed grown(Conversation to, List<Event> events) {
      var longer = new ArrayList<>(tail);
      longer.addAll(events);
      var more = events.stream().filter(Event::isSaidByShopper).count();
      return new Committed(to, said + more, end(longer));
    }

    private static List<Event> end(List<Event> events) {
      var from = Math.max(afterRecall(events), events.size() - LONGEST_TAIL);
      return List.copyOf(events.subList(from, events.size()));
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

  private final Map<String, Place> places = new ConcurrentHashMap<>();

  /// How far another node is said to have written it.
  private final AtomicLong heard = new AtomicLong();

  /// Whether it may have moved without anybody saying so.
  private volatile boolean doubted;

  /// Replaced while this is locked.
  private volatile Committed committed;

  /// Those of all messages, while the writer has the log open.
  private volatile @Nullable MessageIds ids;

  KnownLog(Conversation stored, long said) {
    this(new Committed(stored, said, List.of()));
  }

  private KnownLog(Committed committed) {
    this.committed = committed;
  }

  /// One this node knows from another only.
  static KnownLog of(Growth growth) {
    return new KnownLog(
        new Committed(growth.conversation(), growth.said(), Committed.end(growth.events())));
  }

  Committed committed() {
    return committed;
  }

  long head() {
    return committed.conversation().head();
  }

  /// Another node has written up to here.
  void heard(long head) {
    heard.accumulateAndGet(head, Math::max);
  }

  /// From now on the database is asked, until the writer has looked there.
  void doubt() {
    doubted = true;
  }

  /// Whether the database has more than is known here, or may have.
  boolean isBehind() {
    return doubted || heard.get() > head();
  }

  /// The writer of this node has it open.
  ///
  /// @param all of every message up to what is known; those found to be committed are put there,
  ///   too, before they can be seen here
  void open(MessageIds all) {
    ids = all;
  }

  boolean isOpen() {
    return ids != null;
  }

  void close() {
    ids = null;
  }

  /// The numbers under which a committed message may be stored; empty when the database has to be
  /// asked.
  Optional<long[]> candidates(String sender, String mid) {
    var head = head();
    var all = ids;
    return all == null ? Optional.empty() : Optional.of(all.candidates(sender, mid, head));
  }

  /// What this node's writer has committed, right after what was known.
  ///
  /// @return how it stood then
  synchronized Committed grow(Conversation to, List<Event> events) {
    doubted = false;
    if (to.head() < head()) {
      // Nothing was appended, and since the commit let go of it another node has gone on.
      return committed;
    }
    committed = committed.grown(to, events);
    settle();
    return committed;
  }

  /// Forgets the ids of what this node's writer has not committed.
  synchronized void forgetAfter(long seq) {
    var all = ids;
    if (all != null) {
      // Another node may have gone on meanwhile.
      all.forgetAfter(Math.max(seq, head()));
    }
  }

  /// What others have committed, as the writer of this node found it.
  ///
  /// @param events all after a number that was known
  /// @return those that were not known
  synchronized List<Event> catchUp(Conversation stored, List<Event> events) {
    var known = head();
    doubted = false;
    if (stored.head() < known) {
      return List.of();
    }
    var fresh = after(events, known);
    note(fresh);
    committed = committed.grown(stored, fresh);
    settle();
    return fresh;
  }

  /// What another node says it has committed.
  ///
  /// @return what was not known of it
  synchronized List<Event> take(Growth growth) {
    var known = head();
    var fresh = after(growth.events(), known);
    if (fresh.isEmpty()) {
      return fresh;
    }
    if (fresh.getFirst().seq() == known + 1) {
      note(fresh);
      committed = committed.grown(growth.conversation(), fresh);
      settle();
      return fresh;
    }
    if (isOpen()) {
      // The writer has to know of every message: it reads those in between.
      heard(growth.conversation().head());
      return List.of();
    }
    committed = new Committed(growth.conversation(), growth.said(), Committed.end(fresh));
    return fresh;
  }

  /// What is committed is not forgotten any more.
  private void settle() {
    var all = ids;
    if (all != null) {
      all.settle(head());
    }
  }

  private static List<Event> after(List<Event> events, long seq) {
    return events.stream().filter(event -> event.seq() > seq).toList();
  }

  private void note(List<Event> events) {
    var all = ids;
    for (var event : events) {
      if (all != null && event.mid() != null) {
        all.add(event.sender().id(), event.mid(), event.seq());
      }
    }
  }

  /// Lets the oldest events of the tail go.
  ///
  /// @return whether none is left
  synchronized boolean forgetUpTo(long seq) {
    var tail = committed.tail();
    var gone = 0;
    while (gone < tail.size() && tail.get(gone).seq() <= seq) {
      gone++;
    }
    if (gone > 0) {
      var left = List.copyOf(tail.subList(gone, tail.size()));
      committed = new Committed(committed.conversation(), committed.said(), left);
    }
    return committed.tail().isEmpty();
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
    if (read > head()) {
      // What they have read is not known here yet: it is asked for anew once it is.
      places.remove(reader);
      return new Place(read, committed.said());
    }
    var said = committed.saidUpTo(read).orElseGet(() -> counting.upTo(read));
    return places.merge(reader, new Place(read, said), Place::further);
  }

  void forgetMarks() {
    places.clear();
  }

  /// A mark has reached the disk.
  void hasRead(String reader, long read, Counting counting) {
    reads(reader, read, counting);
  }
}
