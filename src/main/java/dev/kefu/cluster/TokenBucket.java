package dev.kefu.cluster;

import java.util.concurrent.TimeUnit;

/// Counts how much somebody may still ask for. Fed with monotonic time, so that a clock that jumps
/// changes nothing. Not for several threads.
public final class TokenBucket {

  private final Rate rate;
  private double tokens;
  private long filledNanos;

  public TokenBucket(Rate rate, long nowNanos) {
    this.rate = rate;
    this.tokens = rate.burst();
    this.filledNanos = nowNanos;
  }

  /// Takes one.
  ///
  /// @return 0 when it was there, else milliseconds until it will be
  public long take(long nowNanos) {
    var seconds = (nowNanos - filledNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    tokens = Math.min(rate.burst(), tokens + seconds * rate.perSecond());
    filledNanos = nowNanos;
    if (tokens >= 1) {
      tokens -= 1;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - tokens) / rate.perSecond() * 1_000));
  }
}
