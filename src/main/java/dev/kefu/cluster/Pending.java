package dev.kefu.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// What waits to be said or followed: all that is shared, and of each topic the furthest nudge.
/// Bounded; what finds no room is dropped, which a look into the store makes good.
///
/// @param <S> what is shared
final class Pending<S> {

  private final int most;
  private final int mostShared;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition something = lock.newCondition();

  /// Guarded by `lock`.
  private boolean stopped;

  /// Guarded by `lock`.
  private Map<String, Long> nudges = new LinkedHashMap<>();

  /// Guarded by `lock`.
  private List<S> shared = new ArrayList<>();

  /// @param most topics that may wait
  /// @param mostShared things that are shared
  Pending(int most, int mostShared) {
    this.most = most;
    this.mostShared = mostShared;
  }

  /// All that waited, each in the order it came. What was shared goes first.
  record Taken<S>(List<S> shared, Map<String, Long> nudges) {}

  /// Waits for nobody but the other callers of this class.
  ///
  /// @return false when there was no room
  boolean add(String topic, long position) {
    lock.lock();
    try {
      if (nudges.size() >= most && !nudges.containsKey(topic)) {
        return false;
      }
      nudges.merge(topic, position, Math::max);
      something.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// The same of something that is shared.
  boolean share(S something) {
    lock.lock();
    try {
      if (shared.size() >= mostShared) {
        return false;
      }
      shared.add(something);
      this.something.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Takes everything that waits; nothing when nothing came in time.
  Taken<S> take(Duration atMost) throws InterruptedException {
    lock.lock();
    try {
      var left = atMost.toNanos();
      while (nudges.isEmpty() && shared.isEmpty() && left > 0 && !stopped) {
        left = something.awaitNanos(left);
      }
      var taken = new Taken<>(shared, nudges);
      nudges = new LinkedHashMap<>();
      shared = new ArrayList<>();
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
