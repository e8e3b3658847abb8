package dev.kefu.insight;

import java.util.LinkedHashMap;
import java.util.Map;

/// The figures of one row, in the order they are shown. What there is no value for is left out.
final class Figures {

  private static final double ROUNDED = 10_000;

  private final Map<String, Object> values = new LinkedHashMap<>();

  Figures put(String name, long value) {
    values.put(name, value);
    return this;
  }

  Figures put(String name, String value) {
    values.put(name, value);
    return this;
  }

  /// A part of a whole, 0 to 1, to four places; nothing when the whole is nothing.
  Figures share(String name, long part, long whole) {
    return ratio(name, part, whole);
  }

  Figures ratio(String name, long part, long whole) {
    if (whole > 0) {
      values.put(name, Math.round(part * ROUNDED / whole) / ROUNDED);
    }
    return this;
  }

  /// Mean, median and the 90th of a hundred, as `name_avg_ms`, `name_p50_ms` and `name_p90_ms`.
  Figures times(String name, Durations times) {
    if (!times.isEmpty()) {
      values.put(name + "_avg_ms", times.mean());
      values.put(name + "_p50_ms", times.quantile(50));
      values.put(name + "_p90_ms", times.quantile(90));
    }
    return this;
  }

  Map<String, Object> values() {
    return values;
  }
}
