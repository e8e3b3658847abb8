package dev.kefu.gateway;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Names of what has changed, handled one after the other on a thread of its own. A name that waits
/// already is not queued twice: whoever looks sees the latest anyway.
final class Changed<T> {

  private static final Logger log = LoggerFactory.getLogger(Changed.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();
  private final Consumer<T> handler;
  private final Thread thread;

  /// Guarded by `lock`.
  private final Set<T> waiting = new LinkedHashSet<>();

  Changed(String name, Consumer<T> handler) {
    this.handler = handler;
    this.thread = Thread.ofVirtual().name(name).start(this::loop);
  }

  /// Never blocks.
  void offer(T name) {
    lock.lock();
    try {
      if (waiting.add(name)) {
        something.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  void stop() {
    thread.interrupt();
  }

  private void loop() {
    try {
      while (true) {
        var name = take();
        try {
          handler.accept(name);
        } catch (RuntimeException e) {
          log.atError().setCause(e).log("a change could not be told");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private T take() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (waiting.isEmpty()) {
        something.await();
      }
      var first = waiting.iterator();
      var name = first.next();
      first.remove();
      return name;
    } finally {
      lock.unlock();
    }
  }
}
