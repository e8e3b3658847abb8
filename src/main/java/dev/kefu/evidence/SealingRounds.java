package dev.kefu.evidence;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Seals from time to time, on a thread of its own.
@Component
class SealingRounds implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SealingRounds.class);

  private static final Duration EVERY = Duration.ofMinutes(5);

  private final Sealer sealer;
  private ScheduledExecutorService thread = thread();
  private volatile boolean running;

  SealingRounds(Sealer sealer) {
    this.sealer = sealer;
  }

  @Override
  public synchronized void start() {
    thread = thread();
    running = true;
    var _ =
        thread.scheduleWithFixedDelay(
            this::carefully, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void carefully() {
    try {
      var _ = sealer.sealQuiet();
    } catch (RuntimeException e) {
      // The next round seals it.
      log.atError().setCause(e).log("conversations could not be sealed");
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
        Thread.ofPlatform().name("evidence").daemon().factory());
  }
}
