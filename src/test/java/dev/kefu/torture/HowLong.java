package dev.kefu.torture;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// I20, told and not judged, since speed is nothing a test asserts: from the send to the sight of
/// it on another device, outside the faults.
final class HowLong implements Invariant {

  private final Findings findings;
  private final Map<String, Entry> sent = new HashMap<>();
  private final TreeMap<Long, Long> times = new TreeMap<>();
  private boolean calm = true;

  HowLong(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    switch (e.what()) {
      case FAULT -> {
        calm = false;
        sent.clear();
      }
      case CALM -> calm = true;
      case SENDING -> {
        if (calm) {
          sent.put(e.key(), e);
        }
      }
      case SHOWN -> {
        var begun = sent.get(e.key());
        if (begun != null && !begun.who().equals(e.who())) {
          sent.remove(e.key());
          times.merge(TimeUnit.NANOSECONDS.toMillis(e.at() - begun.at()), 1L, Long::sum);
        }
      }
      case HERE,
          CONNECTED,
          CLOSED,
          STORED,
          REFUSED,
          LATER,
          TWICE,
          HOLE,
          BEHIND,
          SAW,
          LEAK,
          COMMAND,
          ANSWERED,
          DENIED,
          READ,
          RESYNC,
          HEALED,
          SETTLED -> {}
    }
  }

  @Override
  public void end() {
    findings.count("send to sight, p50 ms", percentile(0.50));
    findings.count("send to sight, p99 ms", percentile(0.99));
  }

  private long percentile(double share) {
    var all = times.values().stream().mapToLong(Long::longValue).sum();
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
