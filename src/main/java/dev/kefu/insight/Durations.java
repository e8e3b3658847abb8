package dev.kefu.insight;

import java.util.Arrays;

/// Durations in milliseconds, all of them kept: a quantile of quantiles is none.
final class Durations {

  private static final int FIRST_SIZE = 16;

  private long[] values = new long[FIRST_SIZE];
  private int size;
  private boolean sorted;

  void add(long ms) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = ms;
    sorted = false;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /// Rounded to the nearest.
  long mean() {
    var sum = 0.0;
    for (var i = 0; i < size; i++) {
      sum += values[i];
    }
    return Math.round(sum / size);
  }

  /// The smallest value that at least so many of a hundred do not exceed.
  long quantile(int percent) {
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
    var rank = (int) Math.ceilDiv((long) size * percent, 100L);
    return values[Math.max(rank, 1) - 1];
  }
}
