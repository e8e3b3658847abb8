package dev.kefu.outreach;

import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Looks through the shop from time to time and whenever something in it has moved, on a thread of
/// its own.
@Component
class Watch implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Watch.class);

  private final Tasks tasks;
  private final OutreachSettings settings;
  private volatile boolean running;
  private ScheduledExecutorService thread = thread();

  Watch(Tasks tasks, OutreachSettings settings) {
    this.tasks = tasks;
    this.settings = settings;
  }

  @EventListener
  void on(OrderMoved moved) {
    soon(() -> tasks.look(moved.order()));
  }

  /// Every paid order may hold what is gone.
  @EventListener
  void on(StockRanOut gone) {
    soon(tasks::lookThrough);
  }

  private synchronized void soon(Runnable look) {
    if (running) {
      try {
        thread.execute(() -> carefully(look));
      } catch (RejectedExecutionException e) {
        log.atDebug().log("stopping, looks no more");
      }
    }
  }

  private static void carefully(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      // The next round looks again.
      log.atError().setCause(e).log("the shop could not be looked through");
    }
  }

  @Override
  public synchronized void start() {
    thread = thread();
    var every = settings.every().toMillis();
    var _ =
        thread.scheduleWithFixedDelay(
            () -> carefully(tasks::lookThrough), every, every, TimeUnit.MILLISECONDS);
    running = true;
    soon(tasks::lookThrough);
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
        Thread.ofPlatform().name("outreach").daemon().factory());
  }
}
