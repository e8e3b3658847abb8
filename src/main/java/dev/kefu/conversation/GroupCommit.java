package dev.kefu.conversation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.storage.OtherWriters;
import dev.kefu.storage.StorageFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/// The one writer of the logs.
///
/// Whatever waits is written in one transaction and one fsync; while that commit is on its way to
/// the disk the next batch gathers by itself. Nothing waits for a batch to fill, but under load a
/// few milliseconds for each other ([Rhythm]). Work is carried out and answered in the order it
/// came.
@Component
class GroupCommit implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

  /// So long everybody waits for a conversation that another node holds, at most.
  private static final Duration MAX_HOLD_UP = Duration.ofMillis(100);

  /// Beyond a few hundred rows a larger batch wins nothing and delays its first sender.
  private static final int MAX_BATCH = 512;

  /// So long other nodes have for what is in the way, if nothing else comes meanwhile.
  private static final Duration BREATH = Duration.ofMillis(2);

  /// More than this waiting means the disk has stopped; further senders are told so at once.
  private static final int MAX_WAITING = 20_000;

  /// Nobody is left without an answer for longer, whatever the disk does.
  private static final Duration MAX_WAIT = Duration.ofSeconds(3);

  private static final Duration PATROL = Duration.ofMillis(250);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final BlockingQueue<Job> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final OtherWriters others;
  private final OpenLogs logs;
  private final MarkBatch marks;
  private final TransactionTemplate batch;
  private final TransactionTemplate alone;
  private final Rhythm rhythm = new Rhythm(System.nanoTime());
  private volatile boolean running;
  private Thread writer = Thread.currentThread();

  /// What is being committed now; replaced by the writer only.
  private volatile List<Job> inHand = List.of();

  GroupCommit(
      PlatformTransactionManager transactions,
      OtherWriters others,
      OpenLogs logs,
      MarkBatch marks) {
    this.others = others;
    this.logs = logs;
    this.marks = marks;
    batch = new TransactionTemplate(transactions);
    batch.setName(OtherWriters.SIDE_BY_SIDE);
    alone = new TransactionTemplate(transactions);
    alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /// Takes a piece of work; never blocks. It is answered within [#MAX_WAIT].
  void submit(Job job) {
    if (!running || !waiting.offer(job)) {
      job.failed(unavailable());
    }
  }

  /// Carries out `work` and returns its result once that is durable.
  ///
  /// A [Refusal] from the work undoes what it wrote, and only that, and is thrown here. The work
  /// may be run a second time when somebody else's work spoilt the shared transaction, so it must
  /// have no effect but on the database.
  ///
  /// @throws Refusal also `unavailable` or `storage_full` when it could not be stored; a repeat is
  ///   safe only for work that finds what an earlier try left behind
  ///
  /// @param about null for no conversation
  /// @param wantsAll whether it touches more than the rows of that one
  <T> T run(@Nullable ConversationId about, boolean wantsAll, Supplier<T> work) {
    if (Thread.currentThread() == writer) {
      throw new IllegalStateException("the writer would wait for itself");
    }
    var job = new Work<>(about, wantsAll, logs, alone, work);
    submit(job);
    return job.await();
  }

  private void loop() {
    List<Job> again = List.of();
    while (running || !waiting.isEmpty() || !again.isEmpty()) {
      try {
        var jobs = gather(again);
        again = List.of();
        if (!jobs.isEmpty()) {
          inHand = jobs;
          again = commit(jobs);
        }
      } catch (InterruptedException e) {
        running = false;
      } finally {
        inHand = again;
      }
    }
    waiting.forEach(job -> job.failed(unavailable()));
  }

  /// @param again what has to come first
  private List<Job> gather(List<Job> again) throws InterruptedException {
    var jobs = new ArrayList<>(again);
    var patience = jobs.isEmpty() ? PATROL : BREATH;
    var first = waiting.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (first != null) {
      jobs.add(first);
      if (waiting.size() < MAX_BATCH) {
        LockSupport.parkNanos(rhythm.waitNanos(System.nanoTime()));
      }
    }
    waiting.drainTo(jobs, MAX_BATCH - jobs.size());
    rhythm.begins(jobs.size() - again.size(), System.nanoTime());
    return jobs;
  }

  /// @return those that other nodes are in the way of, to be tried again, in their order
  private List<Job> commit(List<Job> jobs) {
    List<Job> later;
    try {
      later = Objects.requireNonNull(batch.execute(_ -> carryOut(jobs)));
    } catch (RuntimeException | Error e) {
      logs.rolledBack();
      if (jobs.size() == 1 || storeFails(e)) {
        var reason = reason(e);
        log.warn(
            "could not be stored: {}",
            NestedExceptionUtils.getMostSpecificCause(reason).toString());
        var refusal = refusal(reason);
        jobs.forEach(job -> job.failed(refusal));
        return List.of();
      }
      // One of them spoilt the transaction: each gets its own, so that only that one fails.
      return jobs.stream().flatMap(job -> commit(List.of(job)).stream()).toList();
    }
    logs.committed();
    var told = new LinkedHashSet<>(jobs);
    later.forEach(told::remove);
    told.forEach(Job::committed);
    later.forEach(Job::putOff);
    return later;
  }

  private List<Job> carryOut(List<Job> jobs) {
    marks.begin();
    var inTheWay = reserve(jobs);
    var later = new ArrayList<Job>();
    for (var job : jobs) {
      // Whoever was told that it failed must not find it stored later by nobody's asking.
      if (job.isAnswered()) {
        continue;
      }
      if (inTheWay.of(job)) {
        later.add(job);
        continue;
      }
      if (job.readsTheDatabase()) {
        logs.flush();
      }
      job.carryOut();
    }
    logs.flush();
    marks.write();
    return later;
  }

  /// What other nodes are at.
  ///
  /// @param all whether one of them keeps all others out
  private record InTheWay(boolean all, Set<ConversationId> conversations) {

    static final InTheWay NOTHING = new InTheWay(false, Set.of());

    boolean of(Job job) {
      return (all && job.wantsAll())
          || (job.conversation() != null && conversations.contains(job.conversation()));
    }
  }

  /// Keeps other nodes away from what these jobs write. What they are at is left for later, so that
  /// the rest need not wait. Only a conversation that the first was put off for is waited for.
  private InTheWay reserve(List<Job> jobs) {
    if (!others.possible()) {
      return InTheWay.NOTHING;
    }
    var all = jobs.stream().filter(Job::wantsAll).toList();
    var wanted = conversations(jobs);
    if (!all.isEmpty() && others.keepOutIfFree()) {
      // Whoever else may do anything is kept out, and the others never wait for one of these while
      // they hold one: so this may.
      logs.reserve(wanted);
      return InTheWay.NOTHING;
    }
    var behind = conversations(all);
    wanted.removeAll(behind);
    var first = longestPutOff(jobs);
    if (first != null && wanted.remove(first) && !waitedFor(first)) {
      behind.add(first);
    }
    behind.addAll(wanted.isEmpty() ? Set.of() : logs.reserveFree(wanted));
    return new InTheWay(!all.isEmpty(), behind);
  }

  /// The conversation somebody still waits to write to, if it could not be had before.
  private static @Nullable ConversationId longestPutOff(List<Job> jobs) {
    return jobs.stream()
        .filter(job -> !job.isAnswered())
        .findFirst()
        .filter(job -> job.timesPutOff() > 0)
        .map(Job::conversation)
        .orElse(null);
  }

  /// Whether it could be had in a moment. A node that stands still with it keeps it for seconds,
  /// which nobody else shall wait.
  private boolean waitedFor(ConversationId conversation) {
    try {
      alone.executeWithoutResult(_ -> logs.reserveWithin(conversation, MAX_HOLD_UP));
      return true;
    } catch (PessimisticLockingFailureException e) {
      return false;
    }
  }

  private static Set<ConversationId> conversations(List<Job> jobs) {
    var all = new LinkedHashSet<ConversationId>();
    for (var job : jobs) {
      if (job.conversation() != null) {
        all.add(job.conversation());
      }
    }
    return all;
  }

  /// Answers those whose time is up; what is in hand may be stored all the same, as after a lost
  /// connection.
  private void patrol() {
    while (running) {
      LockSupport.parkNanos(PATROL.toNanos());
      var now = System.nanoTime();
      inHand.forEach(job -> failIfLate(job, now));
      // In the order they came: the first that is waited for and in time ends the round.
      for (var job : waiting) {
        if (job.isAwaited() && !failIfLate(job, now)) {
          break;
        }
      }
    }
  }

  /// Whether it is the store that fails and not what was to be stored: to ask it again for each job
  /// would make them all wait in a row.
  private static boolean storeFails(Throwable e) {
    return e instanceof TransactionException
        || e instanceof TransientDataAccessException
        || e instanceof NonTransientDataAccessResourceException;
  }

  private static boolean failIfLate(Job job, long now) {
    var late = job.isAwaited() && job.waitedNanos(now) > MAX_WAIT.toNanos();
    if (late) {
      job.failed(unavailable());
    }
    return late;
  }

  /// The rollback may have failed, too; what came first is the reason. What is an error of the
  /// program for one job is none for the writer, which has others to write.
  private static RuntimeException reason(Throwable failure) {
    return switch (failure) {
      case TransactionSystemException rollback
          when rollback.getApplicationException() instanceof RuntimeException first ->
          first;
      case RuntimeException e -> e;
      default -> new IllegalStateException("carrying it out failed", failure);
    };
  }

  private static RuntimeException refusal(RuntimeException reason) {
    return switch (reason) {
      case Refusal refusal -> refusal;
      case StorageFull _ -> new Refusal(ErrorCode.STORAGE_FULL, "磁盘已满，消息未能保存");
      case DataAccessException _, TransactionException _ -> unavailable();
      case RuntimeException e -> e;
    };
  }

  private static Refusal unavailable() {
    return new Refusal(ErrorCode.UNAVAILABLE, "暂时无法保存，请稍后重试");
  }

  @Override
  public void start() {
    running = true;
    writer = Thread.ofPlatform().name("log-writer").daemon().start(this::loop);
    Thread.ofVirtual().name("log-patrol").start(this::patrol);
  }

  /// Finishes what waits; then nothing more is taken.
  @Override
  public void stop() {
    running = false;
    try {
      writer.join(FAREWELL);
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
}
