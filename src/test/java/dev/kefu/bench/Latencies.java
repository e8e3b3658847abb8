package dev.kefu.bench;

import java.util.Arrays;
import java.util.Locale;

/// Durations in nanoseconds, told by their percentiles. Not for several threads.
final class Latencies {

  private static final double NANOS_A_MS = 1e6;

  /// 99.9 percent of 2,000 are 1,998 and not a little more.
  private static final double ROUNDING = 1e-6;

  private long[] nanos = new long[1024];
  private int count;

  void add(long duration) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = duration;
  }

  Latencies and(Latencies others) {
    var sum = new Latencies();
    sum.nanos = Arrays.copyOf(nanos, Math.max(1, count + others.count));
    System.arraycopy(others.nanos, 0, sum.nanos, count, others.count);
    sum.count = count + others.count;
    return sum;
  }

  int count() {
    return count;
  }

  /// Nearest rank.
  double ms(double percent) {
    if (count == 0) {
      return Double.NaN;
    }
    Arrays.sort(nanos, 0, count);
    var rank = (int) Math.ceil(percent / 100 * count - ROUNDING);
    return nanos[Math.max(0, rank - 1)] / NANOS_A_MS;
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "p50 %.2f p99 %.2f p99.9 %.2f ms", ms(50), ms(99), ms(99.9));
  }
}
