package dev.kefu.conversation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mark on its way to the disk. Nobody waits for it: one that is lost is set again by the next.
final class Marking extends Job {

  private static final Logger log = LoggerFactory.getLogger(Marking.class);

  private final MarkBatch batch;
  private final MarkMoved wanted;
  private final boolean read;
  private final Consumer<MarkMoved> moved;

  private Marking(MarkBatch batch, MarkMoved wanted, boolean read, Consumer<MarkMoved> moved) {
    this.batch = batch;
    this.wanted = wanted;
    this.read = read;
    this.moved = moved;
  }

  /// How far somebody has stored a conversation.
  ///
  /// @param stored hears what was wanted once that is durable; another device may have more
  static Marking acked(MarkBatch batch, MarkMoved wanted, Consumer<MarkMoved> stored) {
    return new Marking(batch, wanted, false, stored);
  }

  /// How far somebody has read it.
  ///
  /// @param moved hears what stands once that is durable, in the order it came to stand: a device
  ///   that is behind tells what another has read
  static Marking read(MarkBatch batch, MarkMoved wanted, Consumer<MarkMoved> moved) {
    return new Marking(batch, wanted, true, moved);
  }

  /// Needs nothing of its conversation.
  @Override
  @Nullable ConversationId conversation() {
    return null;
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
    batch.raise(wanted, read);
  }

  @Override
  void tell() {
    try {
      moved.accept(read ? batch.stands(wanted) : wanted);
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a listener failed after the commit");
    }
  }

  @Override
  void tell(RuntimeException cause) {
    log.atDebug().addKeyValue("cause", cause).log("a mark was not stored");
  }
}
