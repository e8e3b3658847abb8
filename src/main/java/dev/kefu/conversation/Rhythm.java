package dev.kefu.conversation;

import java.time.Duration;

/// How long the next batch gathers before it is written: not at all, unless so much comes that each
/// message is cheaper when it waits a moment for others.
///
/// What a commit costs beside its rows is paid by all of its batch. A fast disk, or a database that
/// answers in less than a millisecond, would have it paid by a dozen. The writer's thread only.
final class Rhythm {

  /// Under load a batch begins at the earliest so long after the one before.
  static final Duration APART = Duration.ofMillis(3);

  /// It is load when so many jobs come within [#APART]. Fewer are not worth the wait.
  static final int WORTH = 24;

  /// What comes is counted over so long.
  private static final Duration COUNTED = Duration.ofMillis(30);

  private long begunNanos;
  private long countedSinceNanos;
  private long counted;
  private boolean load;

  Rhythm(long nowNanos) {
    begunNanos = nowNanos;
    countedSinceNanos = nowNanos;
  }

  /// What to wait before the next batch is taken; 0 for nothing.
  long waitNanos(long nowNanos) {
    return load ? Math.max(0, begunNanos + APART.toNanos() - nowNanos) : 0;
  }

  /// A batch is taken now.
  ///
  /// @param jobs that have come since the one before
  void begins(int jobs, long nowNanos) {
    begunNanos = nowNanos;
    counted += jobs;
    var over = nowNanos - countedSinceNanos;
    if (over >= COUNTED.toNanos()) {
      load = counted * APART.toNanos() >= WORTH * over;
      counted = 0;
      countedSinceNanos = nowNanos;
    }
  }
}
