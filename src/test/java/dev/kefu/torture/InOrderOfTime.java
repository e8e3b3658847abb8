package dev.kefu.torture;

import java.util.HashMap;
import java.util.Map;

/// I6, I8: what was sent after another message of that conversation had been acknowledged stands
/// behind it; so one device's messages, which it sends one after the other, keep their order.
final class InOrderOfTime implements Invariant {

  private final Store store;
  private final Cast cast;
  private final Findings findings;

  /// By conversation, the highest full number acknowledged so far.
  private final Map<String, Long> acknowledged = new HashMap<>();

  /// By message, what had been acknowledged when it was first sent.
  private final Map<String, Long> before = new HashMap<>();

  private final Map<String, Long> lastOfDevice = new HashMap<>();

  InOrderOfTime(Store store, Cast cast, Findings findings) {
    this.store = store;
    this.cast = cast;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    if (e.what() == Entry.What.SENDING) {
      before.put(e.key(), acknowledged.getOrDefault(e.conversation(), 0L));
    } else if (e.what() == Entry.What.STORED) {
      var row = store.message(cast.require(e.who()).actor(), e.key());
      row.ifPresent(found -> stored(e, found.seq()));
    }
  }

  private void stored(Entry e, long seq) {
    var least = before.remove(e.key());
    if (least != null && seq <= least) {
      findings.wrong("I8 real time", "stands before what was acknowledged: " + e.line());
    }
    acknowledged.merge(e.conversation(), seq, Math::max);
    var last = lastOfDevice.put(e.who() + e.conversation(), seq);
    if (last != null && last >= seq) {
      findings.wrong("I6 sender order", "stands before an earlier one: " + e.line());
    }
  }

  @Override
  public void end() {
    // Each line was judged when it came.
  }
}
