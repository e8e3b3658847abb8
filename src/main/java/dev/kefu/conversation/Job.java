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

  /// The only conversation whose rows it reads and writes; null when it may do anything in the
  /// database, and nobody else may meanwhile.
  abstract @Nullable ConversationId conversation();

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

  final long waitedNanos(long now) {
    return now - sinceNanos;
  }
}
