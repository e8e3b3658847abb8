package dev.kefu.conversation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.storage.StorageFull;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/// The one writer of the log.
///
/// Whatever waits is written in one transaction and one fsync; while that commit is on its way to
/// the disk the next batch gathers by itself, so nothing ever waits for a batch to fill. Work is
/// carried out in the order it came. Callers block until their work is durable.
@Component
class GroupCommit implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /// Beyond a few hundred rows a larger batch wins nothing and delays its first sender.
  private static final int MAX_BATCH = 512;

  /// More than this waiting means the disk has stopped; further senders are told so at once.
  private static final int MAX_WAITING = 20_000;

  private static final int MAX_WAIT_S = 3;

  private final BlockingQueue<Job<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final TransactionTemplate batch;
  private final TransactionTemplate alone;
  private volatile boolean running;
  private Thread writer = Thread.currentThread();

  GroupCommit(PlatformTransactionManager transactions) {
    batch = new TransactionTemplate(transactions);
    alone = new TransactionTemplate(transactions);
    alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /// Carries out `work` inside a transaction shared with others and returns its result once that is
  /// durable.
  ///
  /// A [Refusal] from the work undoes what it wrote, and only that, and is thrown here. The work
  /// may be run a second time when somebody else's work spoilt the shared transaction, so it must
  /// have no effect but on the database.
  ///
  /// @param afterCommit called on the writer's thread, in commit order, before this returns; must
  ///   not block
  /// @throws Refusal also `unavailable` or `storage_full` when it could not be stored; a repeat is
  ///   safe only for work that finds what an earlier try left behind
  <T> T run(Supplier<T> work, Consumer<T> afterCommit) {
    if (Thread.currentThread() == writer) {
      throw new IllegalStateException("the writer would wait for itself");
    }
    var job = new Job<>(work, afterCommit);
    if (!running || !waiting.offer(job)) {
      throw unavailable();
    }
    try {
      return job.done.get(MAX_WAIT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw refusal(Objects.requireNonNull(e.getCause()));
    } catch (TimeoutException e) {
      throw unavailable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private void loop() {
    var jobs = new ArrayList<Job<?>>(MAX_BATCH);
    while (running || !waiting.isEmpty()) {
      try {
        var first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          jobs.add(first);
          waiting.drainTo(jobs, MAX_BATCH - 1);
          commit(jobs);
        }
      } catch (InterruptedException e) {
        running = false;
      } finally {
        jobs.clear();
      }
    }
    waiting.forEach(job -> job.done.completeExceptionally(unavailable()));
  }

  private void commit(List<Job<?>> jobs) {
    try {
      batch.executeWithoutResult(_ -> jobs.forEach(job -> job.carryOut(alone)));
      jobs.forEach(Job::committed);
    } catch (DataAccessException | TransactionException e) {
      if (jobs.size() == 1 || storeFails(e)) {
        log.atWarn().addKeyValue("cause", e).log("could not be stored");
        jobs.forEach(job -> job.done.completeExceptionally(e));
      } else {
        // One of them spoilt the transaction: each gets its own, so that only that one fails.
        jobs.forEach(job -> commit(List.of(job)));
      }
    }
  }

  /// Whether it is the store that fails and not what was to be stored: to ask it again for each job
  /// would make them all wait in a row.
  private static boolean storeFails(RuntimeException e) {
    return e instanceof TransactionException
        || e instanceof TransientDataAccessException
        || e instanceof NonTransientDataAccessResourceException;
  }

  private static RuntimeException refusal(Throwable cause) {
    return switch (cause) {
      case Refusal refusal -> refusal;
      // The rollback failed, too; what came first is the reason.
      case TransactionSystemException e when e.getApplicationException() != null ->
          refusal(Objects.requireNonNull(e.getApplicationException()));
      case StorageFull _ -> new Refusal(ErrorCode.STORAGE_FULL, "磁盘已满，消息未能保存");
      case DataAccessException _, TransactionException _ -> unavailable();
      case RuntimeException e -> e;
      default -> new IllegalStateException(cause);
    };
  }

  private static Refusal unavailable() {
    return new Refusal(ErrorCode.UNAVAILABLE, "暂时无法保存，请稍后重试");
  }

  @Override
  public void start() {
    running = true;
    writer = Thread.ofPlatform().name("log-writer").daemon().start(this::loop);
  }

  /// Finishes what waits; then nothing more is taken.
  @Override
  public void stop() {
    running = false;
    try {
      writer.join(TimeUnit.SECONDS.toMillis(MAX_WAIT_S));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /// Starts before anything that accepts work and stops after it.
  @Override
  public int getPhase() {
    return Integer.MIN_VALUE + 1_000;
  }

  private static final class Job<T> {

    private final Supplier<T> work;
    private final Consumer<T> afterCommit;
    private final CompletableFuture<T> done = new CompletableFuture<>();
    private Outcome<T> outcome = new Outcome.None<>();

    Job(Supplier<T> work, Consumer<T> afterCommit) {
      this.work = work;
      this.afterCommit = afterCommit;
    }

    void carryOut(TransactionTemplate alone) {
      try {
        outcome = new Outcome.Value<>(alone.execute(_ -> work.get()));
      } catch (DataAccessException | TransactionException e) {
        throw e;
      } catch (RuntimeException e) {
        outcome = new Outcome.Thrown<>(e);
      }
    }

    void committed() {
      switch (outcome) {
        case Outcome.Thrown<T>(var e) -> done.completeExceptionally(e);
        case Outcome.Value<T>(var value) -> {
          tellOthers(value);
          done.complete(value);
        }
        case Outcome.None<T>() -> throw new IllegalStateException("committed without an outcome");
      }
    }

    private void tellOthers(T value) {
      try {
        afterCommit.accept(value);
      } catch (RuntimeException e) {
        // It is stored all the same; whoever missed the news finds it in the log.
        log.atError().setCause(e).log("a listener failed after the commit");
      }
    }
  }

  private sealed interface Outcome<T> {
    record None<T>() implements Outcome<T> {}

    record Value<T>(T value) implements Outcome<T> {}

    record Thrown<T>(RuntimeException e) implements Outcome<T> {}
  }
}
