package dev.kefu.conversation;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A piece of work for the writer of the logs.
///
/// It is carried out on the writer's thread, inside a transaction it shares with others, and
/// answered once: when the outcome is durable, when it failed, or when its sender has waited too
/// long. It may be carried out a second time when somebody else's work spoilt the transaction.
abstract class Job {

  private final long sinceNanos = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();

  /// Does the work. A [dev.kefu.base.Refusal] is an outcome and not thrown; whatever is thrown from
  /// here undoes the whole transaction.
  abstract void carryOut();

  /// Touched by the writer only.
  private int putOff;

  /// The conversation it is about; null when it is about none. Jobs about one are carried out in
  /// the order they came.
  abstract @Nullable ConversationId conversation();

  /// Whether it may read and write more than the rows of that conversation, so that nobody else may
  /// meanwhile.
  abstract boolean wantsAll();

  /// Whether everything before it has to be in the database first, because it reads there.
  abstract boolean readsTheDatabase();

  /// Whether somebody waits for the answer, and not for ever.
  boolean isAwaited() {
    return true;
  }

  /// Its outcome is durable: tells whoever waits. Must not block.
  abstract void tell();

  /// It could not be stored. Must not block.
  abstract void tell(RuntimeException cause);

  final void committed() {
    if (answered.compareAndSet(false, true)) {
      tell();
    }
  }

  final void failed(RuntimeException cause) {
    if (answered.compareAndSet(false, true)) {
      tell(cause);
    }
  }

  final boolean isAnswered() {
    return answered.get();
  }

  /// It has to wait for the next batch.
  final void putOff() {
    putOff++;
  }

  /// How often it had to.
  final int timesPutOff() {
    return putOff;
  }

  final long waitedNanos(long now) {
    return now - sinceNanos;
  }
}
