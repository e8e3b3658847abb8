package dev.kefu.escalation;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// What is looked at from time to time, on a thread of its own.
@Component
class Rounds implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Rounds.class);

  private final Deadlines deadlines;
  private final Reconciliation reconciliation;
  private final EscalationSettings settings;
  private ScheduledExecutorService thread = thread();
  private volatile boolean running;

  Rounds(Deadlines deadlines, Reconciliation reconciliation, EscalationSettings settings) {
    this.deadlines = deadlines;
    this.reconciliation = reconciliation;
    this.settings = settings;
  }

  @Override
  public synchronized void start() {
    thread = thread();
    running = true;
    every(settings.every(), deadlines::lookAtDue);
    every(settings.reconcileEvery(), reconciliation::lookAtDue);
  }

  private void every(Duration wait, Runnable look) {
    var _ =
        thread.scheduleWithFixedDelay(
            () -> carefully(look), wait.toMillis(), wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void carefully(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      // The next round looks again.
      log.atError().setCause(e).log("a round over cases and grants failed");
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
        Thread.ofPlatform().name("escalation").daemon().factory());
  }
}
