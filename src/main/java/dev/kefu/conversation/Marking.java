package dev.kefu.conversation;

import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mark on its way to the disk. Nobody waits for it: one that is lost is set again by the next.
final class Marking extends Job {

  private static final Logger log = LoggerFactory.getLogger(Marking.class);

  private final Marks marks;
  private final MarkMoved wanted;
  private final boolean read;
  private final Consumer<MarkMoved> moved;
  private MarkMoved stands;

  private Marking(Marks marks, MarkMoved wanted, boolean read, Consumer<MarkMoved> moved) {
    this.marks = marks;
    this.wanted = wanted;
    this.read = read;
    this.moved = moved;
    this.stands = wanted;
  }

  /// How far somebody has stored a conversation.
  ///
  /// @param stored hears what was wanted once that is durable; another device may have more
  static Marking acked(
      Marks marks, ConversationId id, String participant, long seq, Consumer<MarkMoved> stored) {
    return new Marking(marks, new MarkMoved(id, participant, seq), false, stored);
  }

  /// How far somebody has read it.
  ///
  /// @param moved hears what stands once that is durable, in the order it came to stand: a device
  ///   that is behind tells what another has read
  static Marking read(
      Marks marks, ConversationId id, String participant, long seq, Consumer<MarkMoved> moved) {
    return new Marking(marks, new MarkMoved(id, participant, seq), true, moved);
  }

  @Override
  ConversationId conversation() {
    return wanted.conversation();
  }

  @Override
  boolean isAwaited() {
    return false;
  }

  @Override
  boolean wantsAll() {
    return false;
  }

  @Override
  boolean readsTheDatabase() {
    return false;
  }

  @Override
  void carryOut() {
    var id = wanted.conversation();
    marks.raise(id, wanted.participant(), wanted.seq(), read ? wanted.seq() : 0);
    if (read) {
      stands = new MarkMoved(id, wanted.participant(), marks.read(id, wanted.participant()));
    }
  }

  @Override
  void tell() {
    try {
      moved.accept(stands);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a listener failed after the commit");
    }
  }

  @Override
  void tell(RuntimeException cause) {
    log.atDebug().addKeyValue("cause", cause).log("a mark was not stored");
  }
}
