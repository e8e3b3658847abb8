package dev.kefu.torture;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// I15, I16: the same command under the same id has one answer, however often it was given, and the
/// database keeps exactly one answer for each command that was carried out.
final class CommandsOnce implements Invariant {

  private final Store store;
  private final Cast cast;
  private final Findings findings;
  private final Map<String, String> ops = new HashMap<>();
  private final Map<String, String> answers = new HashMap<>();
  private final Map<String, String> takes = new HashMap<>();

  CommandsOnce(Store store, Cast cast, Findings findings) {
    this.store = store;
    this.cast = cast;
    this.findings = findings;
  }

  @Override
  public void see(Entry e) {
    switch (e.what()) {
      case COMMAND -> ops.put(e.key(), e.text());
      case ANSWERED -> answered(e);
      case DENIED -> {
        findings.count("commands denied");
        if (answers.containsKey(e.key())) {
          findings.wrong("I15 replay", "was carried out before: " + e.line());
        }
      }
      case HERE,
          CONNECTED,
          CLOSED,
          SENDING,
          STORED,
          REFUSED,
          LATER,
          SHOWN,
          TWICE,
          HOLE,
          BEHIND,
          SAW,
          LEAK,
          READ,
          RESYNC,
          FAULT,
          CALM,
          HEALED,
          SETTLED,
          STUCK,
          HELD -> {}
    }
  }

  private void answered(Entry e) {
    var op = ops.getOrDefault(e.key(), "");
    var before = answers.put(e.key(), e.text());
    if (before != null) {
      findings.count("commands repeated");
      if (!before.equals(e.text())) {
        findings.wrong("I15 replay", "was answered otherwise before: " + before + ", " + e.line());
      }
      return;
    }
    findings.count("commands");
    if (store.command(cast.require(e.who()).actor(), e.key()).isEmpty()) {
      findings.wrong("I16 kept answers", op + " was carried out and is not kept: " + e.line());
    }
    if (op.equals("take")) {
      takes.put(e.who() + " " + e.key(), e.conversation() + " " + e.seq());
    }
  }

  /// Who was told that a conversation is theirs stands in the log as its owner at that number.
  @Override
  public void end() {
    takes.forEach((by, where) -> {
      var parts = where.split(" ", -1);
      var actor = cast.require(by.split(" ", -1)[0]).actor();
      var conversation = store.conversation(parts[0]);
      var owner = conversation.map(found -> ownerAt(found, Long.parseLong(parts[1]))).orElse("");
      if (!owner.equals(actor)) {
        findings.wrong("I12 one owner", by + " was told it is theirs, it was " + owner + "'s");
      }
    });
  }

  private static String ownerAt(Store.Conversation conversation, long seq) {
    var owner = "";
    for (var row : conversation.rows()) {
      if (row.seq() <= seq
          && row.body() != null
          && Set.of("assign", "transfer").contains(row.kind())) {
        owner = row.body().path("to").asString("");
      }
    }
    return owner;
  }
}
