package dev.kefu.assist;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Looks from time to time for rounds that are over, on a thread of its own.
@Component
class HarvestWatch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(HarvestWatch.class);

  private final Harvest harvest;
  private final HarvestSettings settings;
  private volatile boolean running;
  private ScheduledExecutorService thread = thread();

  HarvestWatch(Harvest harvest, HarvestSettings settings) {
    this.harvest = harvest;
    this.settings = settings;
  }

  private void look() {
    try {
      while (running && Harvest.full(harvest.lookThrough())) {
        // As long as there may be more.
      }
    } catch (RuntimeException e) {
      // What was not looked through stays due.
      log.atError().setCause(e).log("rounds could not be looked through; it will be tried again");
    }
  }

  @Override
  public synchronized void start() {
    thread = thread();
    running = true;
    var every = settings.every().toMillis();
    var _ = thread.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
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
        Thread.ofPlatform().name("assist-harvest").daemon().factory());
  }
}
