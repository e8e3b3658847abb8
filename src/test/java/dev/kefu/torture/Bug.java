package dev.kefu.torture;

import java.util.List;

/// What is wrong with a server that the checker has to catch. The first are inside the program, put
/// there by [BuggyServer] in place of a part behind its own interface; the others are what a server
/// with that bug would do on the wire, done by [LyingProxy].
enum Bug {
  /// Says `ok`, tells others, and commits later.
  PUBLISHES_BEFORE_COMMIT(true, "I1 no loss", "I2 no phantom"),
  /// Rolls back what it says it committed, and goes on behind it.
  FORGETS_COMMITS(true, "I1 no loss", "I7 no hole"),
  /// Loses news of a log that grew, and does not look for itself.
  LOSES_NUDGES(true, "I17 liveness"),
  /// Asks the till to pay again without asking what it knows, and the till pays again.
  PAYS_BLINDLY(true, "I14 paid once"),
  /// Takes back a case that was decided.
  CANCELS_AFTER_APPROVAL(true, "I13 one decision"),
  /// Lets a worker write under a lease that another one has meanwhile.
  LEASES_WITHOUT_FENCE(true, "I14 paid once"),
  /// Keeps something of every event for ever.
  KEEPS_EVERYTHING(true, "I19 bounded memory"),
  /// Tells of what is new when it comes to it.
  TELLS_LATE(true, "I20 soon seen"),
  /// Stores what is sent again once more.
  STORES_REPEATS(false, "I3 once stored"),
  /// Resumes one event late.
  RESUMES_ONE_LATER(false, "I5 no hole on the wire"),
  /// Orders by time, to the second.
  ORDERS_BY_TIME(false, "I2 no phantom"),
  /// Sends a note to everybody.
  SENDS_NOTES_TO_SHOPPERS(false, "I11 staff only"),
  /// Lets two take one conversation.
  ASSIGNS_TWICE(false, "I12 one owner"),
  /// Another node answers, out of a copy of the database that is behind.
  READS_A_REPLICA(false, "I1 shown to all");

  private final boolean inside;
  private final String caughtBy;

  Bug(boolean inside, String... caughtBy) {
    this.inside = inside;
    this.caughtBy = String.join(",", caughtBy);
  }

  /// The invariants that have to break.
  List<String> caughtBy() {
    return List.of(caughtBy.split(",", -1));
  }

  /// Whether it is inside the program.
  boolean isInside() {
    return inside;
  }
}
