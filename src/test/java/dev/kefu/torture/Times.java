package dev.kefu.torture;

import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// How often something took how many milliseconds.
final class Times {

  private final TreeMap<Long, Long> times = new TreeMap<>();

  void add(Entry from, Entry to) {
    times.merge(TimeUnit.NANOSECONDS.toMillis(to.at() - from.at()), 1L, Long::sum);
  }

  void tell(Findings findings, String what) {
    findings.count(what + ", p50 ms", percentile(0.50));
    findings.count(what + ", p99 ms", p99());
  }

  long p99() {
    return percentile(0.99);
  }

  /// How many there were.
  long size() {
    return times.values().stream().mapToLong(Long::longValue).sum();
  }

  private long percentile(double share) {
    var all = size();
    var passed = 0L;
    for (var time : times.entrySet()) {
      passed += time.getValue();
      if (passed >= share * all) {
        return time.getKey();
      }
    }
    return 0;
  }
}
