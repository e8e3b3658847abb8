package dev.kefu.base;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// What is done from time to time, one after the other on a thread of its own, from the program's
/// start to its stop. What fails is told in the log, and comes again in its time.
public abstract class Rounds implements SmartLifecycle {

  private final Logger log = LoggerFactory.getLogger(getClass());
  private final String name;
  private final String failure;
  private ScheduledExecutorService thread;
  private volatile boolean running;

  /// @param name of the thread
  /// @param failure what the log says when something threw
  protected Rounds(String name, String failure) {
    this.name = name;
    this.failure = failure;
    thread = thread(name);
  }

  /// Says what is done, by [#every] and [#soon]. Called at each start.
  protected abstract void begin();

  /// Waits so long before the first time, and from one end to the next beginning.
  protected final synchronized void every(Duration wait, Runnable round) {
    var ms = wait.toMillis();
    var _ = thread.scheduleWithFixedDelay(() -> carefully(round), ms, ms, TimeUnit.MILLISECONDS);
  }

  /// Once, as soon as the thread is free. Any thread; nothing happens after the stop.
  protected final synchronized void soon(Runnable round) {
    if (running) {
      try {
        thread.execute(() -> carefully(round));
      } catch (RejectedExecutionException e) {
        log.atDebug().log("stopping, looks no more");
      }
    }
  }

  private void carefully(Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log(failure);
    }
  }

  @Override
  public final synchronized void start() {
    thread = thread(name);
    running = true;
    begin();
  }

  @Override
  public final void stop() {
    running = false;
    // Without the lock: what is being done may ask for more.
    current().close();
  }

  private synchronized ScheduledExecutorService current() {
    return thread;
  }

  @Override
  public final boolean isRunning() {
    return running;
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name(name).daemon().factory());
  }
}
