package dev.kefu.conversation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// One conversation as the writer has it in memory: what is committed, and what it is about to
/// commit. The writer's thread only.
final class OpenLog {

  /// Holds all of the log, and for the length of a batch some that are not committed.
  private final MessageIds ids;

  private final KnownLog known;

  /// What its ids took of memory when [#grown] was last asked.
  private long bytes;

  private Conversation flushed;
  private Conversation now;

  /// Appended since the last flush.
  private List<Event> pending = new ArrayList<>();

  /// Appended since the last commit.
  private List<Event> fresh = new ArrayList<>();

  /// @param known up to `stored`
  /// @param ids of all messages up to there
  OpenLog(Conversation stored, KnownLog known, MessageIds ids) {
    this.known = known;
    this.ids = ids;
    flushed = stored;
    now = stored;
    known.open(ids);
  }

  KnownLog known() {
    return known;
  }

  /// What its ids take of memory more than when this was last asked.
  long grown() {
    var before = bytes;
    bytes = ids.bytes();
    return bytes - before;
  }

  /// What of it [#grown] has told in all.
  long bytes() {
    return bytes;
  }

  /// Takes over how the database says it stands. Not for a log with changes of its own.
  ///
  /// @param missed everything after the last event known here
  /// @return what of it was not known
  List<Event> catchUp(Conversation stored, List<Event> missed) {
    var added = known.catchUp(stored, missed);
    flushed = stored;
    now = stored;
    return added;
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

  /// The numbers under which a message may be stored or about to be; to be compared with the log.
  long[] candidates(String sender, String mid) {
    return ids.candidates(sender, mid, Long.MAX_VALUE);
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
      known.forgetAfter(flushed.head());
      pending.clear();
    }
    now = flushed;
  }

  /// @return what came with this commit; without events when there were none
  Growth commit() {
    var events = fresh;
    fresh = new ArrayList<>();
    var committed = known.grow(now, events);
    return new Growth(now, committed.said(), events);
  }
}
