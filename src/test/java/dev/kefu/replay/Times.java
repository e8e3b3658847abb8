package dev.kefu.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// Durations, to be told by their percentiles.
final class Times {

  private static final double NANOS_A_MS = 1e6;

  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

  void add(long duration) {
    nanos.add(duration);
  }

  int count() {
    return nanos.size();
  }

  /// Nearest rank.
  double percentileMs(double percent) {
    var sorted = new ArrayList<>(nanos);
    Collections.sort(sorted);
    var rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.isEmpty() ? Double.NaN : sorted.get(Math.max(0, rank - 1)) / NANOS_A_MS;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.1f ms, p99 %.1f ms, max %.1f ms (n %d)",
        percentileMs(50),
        percentileMs(99),
        percentileMs(100),
        count());
  }
}
