package dev.kefu.cluster;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Nudges that wait to be said or followed: of each topic the furthest. Bounded; what finds no room
/// is dropped, which a look into the store makes good.
final class Pending {

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();

  /// Guarded by `lock`.
  private boolean stopped;

  /// Guarded by `lock`.
  private Map<String, Long> waiting = new LinkedHashMap<>();

  /// @param most topics that may wait
  Pending(int most) {
    this.most = most;
  }

  /// Waits for nobody but the other callers of this class.
  ///
  /// @return false when there was no room
  boolean add(String topic, long position) {
    lock.lock();
    try {
      if (waiting.size() >= most && !waiting.containsKey(topic)) {
        return false;
      }
      waiting.merge(topic, position, Math::max);
      something.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes everything that waits, in the order it came.
  ///
  /// @return empty when nothing came in time
  Map<String, Long> take(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      var left = atMost.toNanos();
      while (waiting.isEmpty() && left > 0 && !stopped) {
        left = something.awaitNanos(left);
      }
      var taken = waiting;
      waiting = new LinkedHashMap<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /// From now on nobody waits.
  void stop() {
    lock.lock();
    try {
      stopped = true;
      something.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
