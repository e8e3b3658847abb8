package dev.kefu.conversation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/// Work of any kind, inside a savepoint of its own, for somebody who waits for it.
final class Work<T> extends Job {

  private final @Nullable ConversationId conversation;
  private final boolean wantsAll;
  private final OpenLogs logs;
  private final TransactionTemplate alone;
  private final Supplier<T> work;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private Runnable outcome = () -> done.cancel(false);

  /// @param conversation what it is about; null for none
  /// @param wantsAll whether it touches more than that
  Work(
      @Nullable ConversationId conversation,
      boolean wantsAll,
      OpenLogs logs,
      TransactionTemplate alone,
      Supplier<T> work) {
    this.conversation = conversation;
    this.wantsAll = wantsAll;
    this.logs = logs;
    this.alone = alone;
    this.work = work;
  }

  @Override
  @Nullable ConversationId conversation() {
    return conversation;
  }

  @Override
  boolean wantsAll() {
    return wantsAll;
  }

  @Override
  boolean readsTheDatabase() {
    return true;
  }

  @Override
  void carryOut() {
    try {
      var value = alone.execute(_ -> work.get());
      outcome = () -> done.complete(value);
    } catch (DataAccessException | TransactionException e) {
      throw e;
    } catch (RuntimeException e) {
      logs.undo();
      outcome = () -> done.completeExceptionally(e);
    }
  }

  @Override
  void tell() {
    outcome.run();
  }

  @Override
  void tell(RuntimeException cause) {
    done.completeExceptionally(cause);
  }

  /// Blocks until it is answered.
  T await() {
    try {
      return done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
