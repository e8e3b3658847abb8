package dev.kefu.torture;

import java.util.Objects;

/// I12: at any moment a conversation has one owner or waits in a queue: the log, played from its
/// beginning, never gives one that somebody has to another agent unless it was handed over or taken
/// over by who supervises; and it ends as the conversation's row says.
final class OneOwner implements Invariant {

  private final Store store;
  private final Findings findings;

  OneOwner(Store store, Findings findings) {
    this.store = store;
    this.findings = findings;
  }

  @Override
  public void see(Entry entry) {
    // The log alone tells.
  }

  @Override
  public void end() {
    store.conversations().values().forEach(this::play);
  }

  private void play(Store.Conversation conversation) {
    var status = "queued";
    var owner = "";
    for (var row : conversation.rows()) {
      var body = row.body() == null ? World.JSON.createObjectNode() : row.body();
      switch (row.kind()) {
        case "assign" -> {
          findings.count("assignments");
          if (!owner.isEmpty() && !status.equals("queued") && !row.role().equals("supervisor")) {
            findings.wrong("I12 one owner", owner + " had it already: " + row);
          }
          owner = body.path("to").asString("");
          status = "assigned";
        }
        case "transfer" -> {
          owner = body.path("to").asString("");
          status = owner.isEmpty() ? "queued" : "assigned";
        }
        case "close" -> status = "closed";
        case "reopen" -> status = owner.isEmpty() ? "queued" : "assigned";
        default -> {
          // Changes no owner.
        }
      }
    }
    if (!status.equals(conversation.status()) || !Objects.equals(owner, conversation.owner())) {
      findings.wrong(
          "I12 one owner",
          "the log ends with %s of '%s', the row says %s of '%s': %s"
              .formatted(
                  status, owner, conversation.status(), conversation.owner(), conversation.id()));
    }
  }
}
