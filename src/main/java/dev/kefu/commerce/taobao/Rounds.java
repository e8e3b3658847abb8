package dev.kefu.commerce.taobao;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// What the platform is asked from time to time, on a thread of its own.
class Rounds implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final Sessions sessions;
  private final Changes changes;
  private final Duration every;
  private ScheduledExecutorService thread = thread();
  private volatile boolean running;

  Rounds(Sessions sessions, Changes changes, Duration every) {
    this.sessions = sessions;
    this.changes = changes;
    this.every = every;
  }

  @Override
  public synchronized void start() {
    thread = thread();
    running = true;
    var ms = every.toMillis();
    var _ = thread.scheduleWithFixedDelay(this::round, ms, ms, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      sessions.renewInTime();
      changes.look();
    } catch (RuntimeException e) {
      // The next round looks again.
      log.atError().setCause(e).log("a round over the platform failed");
    }
  }

  @Override
  public synchronized void stop() {
    running = false;
    thread.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static ScheduledExecutorService thread() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("taobao").daemon().factory());
  }
}
