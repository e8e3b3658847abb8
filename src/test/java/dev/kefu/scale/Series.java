package dev.kefu.scale;

import java.util.Arrays;

/// How many of something there were in each second; grows to the last one that had any.
final class Series {

  private static final int BEGINNING = 1 << 17;

  private int[] counts = new int[BEGINNING];
  private int seconds;
  private long total;

  void add(int second, int count) {
    if (second >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(second + 1, 2 * counts.length));
    }
    counts[second] += count;
    seconds = Math.max(seconds, second + 1);
    total += count;
  }

  int at(int second) {
    return second < seconds ? counts[second] : 0;
  }

  /// The second after the last one that had any.
  int seconds() {
    return seconds;
  }

  long total() {
    return total;
  }

  int most() {
    return Arrays.stream(counts, 0, seconds).max().orElse(0);
  }
}
