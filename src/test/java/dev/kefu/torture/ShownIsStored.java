package dev.kefu.torture;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// I1, I2, I4, I5: what was acknowledged is in the log under the number that was told and was shown
/// on every device that may see it; what was shown is in the log, byte for byte, and was sent by
/// somebody; each device showed each number once, in order, and got it so from the server.
final class ShownIsStored implements Invariant {

  private final Store store;
  private final Cast cast;
  private final Findings findings;
  private final Map<String, String> sent = new HashMap<>();

  /// By device: the last number shown of each conversation, in the order they were first seen.
  private final Map<String, Map<String, Long>> shown = new LinkedHashMap<>();

  private final Set<String> acknowledged = new HashSet<>();

  ShownIsStored(Store store, Cast cast, Findings findings) {
    this.store = store;
    this.cast = cast;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    switch (e.what()) {
      case SENDING -> sent.put(e.key(), e.text());
      case STORED -> stored(e);
      case SHOWN -> shown(e);
      case RESYNC -> shown.remove(e.who());
      case TWICE -> findings.wrong("I4 once on the wire", e.line());
      case HOLE -> findings.wrong("I5 no hole on the wire", e.line());
      case HERE,
          CONNECTED,
          CLOSED,
          REFUSED,
          LATER,
          BEHIND,
          SAW,
          LEAK,
          COMMAND,
          ANSWERED,
          DENIED,
          READ,
          FAULT,
          CALM,
          HEALED,
          SETTLED,
          STUCK,
          HELD -> {}
    }
  }

  private void stored(Entry e) {
    findings.count("acknowledged");
    if (e.text().equals("dup")) {
      findings.count("found by a repeat");
    }
    var member = cast.require(e.who());
    var row = store.message(member.actor(), e.key());
    if (row.isEmpty() || !row.get().conversation().equals(e.conversation())) {
      findings.wrong("I1 no loss", "acknowledged and not in the log: " + e.line());
    } else if (member.number(row.get()) != e.seq()) {
      findings.wrong("I1 no loss", "in the log under another number: " + e.line() + ", " + row);
    }
    if (!acknowledged.add(e.who() + e.key())) {
      findings.wrong("I15 replay", "one device had it acknowledged twice: " + e.line());
    }
  }

  private void shown(Entry e) {
    findings.count("shown");
    var member = cast.require(e.who());
    var seen = shown.computeIfAbsent(e.who(), _ -> new LinkedHashMap<>());
    if (seen.getOrDefault(e.conversation(), 0L) + 1 != e.seq()) {
      findings.wrong("I5 order", "not the next number: " + e.line());
    }
    seen.put(e.conversation(), e.seq());
    var row = row(member, e);
    if (row == null) {
      findings.wrong("I2 no phantom", "shown and not in the log: " + e.line());
    } else if (!row.mid().equals(e.key())
        || !row.kind().equals(e.part(0))
        || !row.sender().equals(e.part(1))
        || !row.fingerprint().equals(e.part(2))) {
      findings.wrong("I2 no phantom", "shown otherwise than in the log: " + e.line() + ", " + row);
    }
    if (row != null && row.kind().equals("message") && !row.says().equals(sent.get(e.key()))) {
      findings.wrong("I2 no phantom", "nobody sent this: " + e.line());
    }
  }

  private Store.@org.jspecify.annotations.Nullable Row row(Cast.Member member, Entry e) {
    var conversation = store.conversation(e.conversation()).orElse(null);
    if (conversation == null) {
      return null;
    }
    if (!member.isShopper()) {
      return conversation.at(e.seq()).orElse(null);
    }
    // The shopper's number of an event is never above its full one.
    for (var seq = e.seq(); seq <= conversation.rows().size(); seq++) {
      var row = conversation.rows().get((int) seq - 1);
      if (row.shopperSeq() == e.seq()) {
        return row;
      }
    }
    return null;
  }

  @Override
  public void end() {
    cast.members().forEach(this::sawAll);
  }

  private void sawAll(Cast.Member member) {
    var seen = shown.getOrDefault(member.device(), Map.of());
    var follows = new HashSet<String>();
    seen.keySet().stream().skip(Math.max(0, seen.size() - 200)).forEach(follows::add);
    for (var conversation : store.conversations().values()) {
      var mine =
          member.isShopper()
              ? member.mayRead(conversation) && !conversation.status().equals("closed")
              : conversation.status().equals("assigned")
                  && conversation.owner().equals(member.actor());
      if (mine || (follows.contains(conversation.id()) && member.mayRead(conversation))) {
        findings.count("followed to the end");
        if (seen.getOrDefault(conversation.id(), 0L) != member.head(conversation)) {
          findings.wrong(
              "I1 shown to all",
              "%s showed %d of %d of %s"
                  .formatted(
                      member.device(),
                      seen.getOrDefault(conversation.id(), 0L),
                      member.head(conversation),
                      conversation.id()));
        }
      }
    }
  }
}
