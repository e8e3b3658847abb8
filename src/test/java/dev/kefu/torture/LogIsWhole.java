package dev.kefu.torture;

import java.util.HashSet;

/// I3, I7: the file is sound; numbers run from 1 to the end without a hole, for staff and for the
/// shopper; nothing that was said once stands there twice, whatever its id; times never fall.
final class LogIsWhole implements Invariant {

  private final Store store;
  private final Findings findings;

  LogIsWhole(Store store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  @Override
  public void see(Entry entry) {
    // The file alone tells.
  }

  @Override
  public void end() {
    store.flaws().forEach(flaw -> findings.wrong("I3 once stored", flaw));
    store.conversations().values().forEach(this::look);
  }

  private void look(Store.Conversation conversation) {
    findings.count("conversations");
    findings.count("events", conversation.rows().size());
    var said = new HashSet<String>();
    long seq = 0;
    long shopperSeq = 0;
    long at = 0;
    for (var row : conversation.rows()) {
      if (row.seq() != ++seq) {
        findings.wrong("I7 no hole", conversation.id() + " after " + (seq - 1) + ": " + row);
      }
      if (row.shopperSeq() > 0 && row.shopperSeq() != ++shopperSeq) {
        findings.wrong("I7 no hole", "for the shopper: " + row);
      }
      if (row.at() < at) {
        findings.wrong("I5 order", "time steps back: " + row);
      }
      at = row.at();
      if (!row.says().isEmpty() && !said.add(row.says())) {
        findings.wrong("I3 once stored", "said once, stands twice: " + row);
      }
    }
    if (conversation.head() != seq || conversation.shopperHead() != shopperSeq) {
      findings.wrong("I7 no hole", "the end is not the head: " + conversation.id());
    }
  }
}
