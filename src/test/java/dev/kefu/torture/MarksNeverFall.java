package dev.kefu.torture;

import java.util.HashMap;
import java.util.Map;

/// I9: how far somebody has read never falls on any connection that is told of it, and at the end
/// is not beyond what they have stored or what there is.
///
/// Who comes back may be told less than before: at a node that was cut off from the others, and has
/// not yet asked the store. Pages keep the furthest they have heard of.
final class MarksNeverFall implements Invariant {

  private final Store store;
  private final Findings findings;
  private final Map<String, Long> told = new HashMap<>();

  MarksNeverFall(Store store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    if (e.what() == Entry.What.CONNECTED) {
      told.keySet().removeIf(key -> key.startsWith(e.who() + Entry.BAR));
    }
    if (e.what() == Entry.What.READ) {
      findings.count("read marks told");
      var before = told.put(e.who() + Entry.BAR + e.conversation() + e.key(), e.seq());
      if (before != null && before > e.seq()) {
        findings.wrong("I9 watermarks", "fell from " + before + ": " + e.line());
      }
    }
  }

  @Override
  public void end() {
    for (var conversation : store.conversations().values()) {
      store
          .marks()
          .forEach((key, mark) -> {
            if (key.startsWith(conversation.id())
                && (mark.read() > mark.acked() || mark.acked() > conversation.head())) {
              findings.wrong("I9 watermarks", key + " " + mark + " of " + conversation.head());
            }
          });
    }
  }
}
