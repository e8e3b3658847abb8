package dev.kefu.torture;

import dev.kefu.torture.Entry.What;
import java.util.HashMap;
import java.util.Map;

/// I19: what a process holds in memory does not grow with what it has done. Looked at is what is
/// left after a full collection, first once the process is warm and then again and again.
///
/// What waits for slow readers is in it as soon as a look falls into such a time; that it stays
/// within its budget is looked at where it can be made to wait (`journey.CloseCodeRulesTest`).
final class MemoryBounded implements Invariant {

  private static final double MOST = 1.10;

  private final Findings findings;
  private final Map<String, Long> atFirst = new HashMap<>();

  MemoryBounded(Findings findings) {
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    if (e.what() != What.HELD) {
      return;
    }
    var first = atFirst.putIfAbsent(e.key(), e.seq());
    if (first == null) {
      return;
    }
    findings.count("memory looked at again");
    findings.most("memory grew at most to, %", 100 * e.seq() / first);
    if (e.seq() > first * MOST) {
      findings.wrong("I19 bounded memory", "at first " + first + " bytes: " + e.line());
    }
  }

  @Override
  public void end() {
    // Each line was judged when it came.
  }
}
