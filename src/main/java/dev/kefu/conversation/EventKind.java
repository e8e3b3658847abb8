package dev.kefu.conversation;

import java.util.Locale;

/// What happened.
public enum EventKind {
  MESSAGE,
  RECALL,
  NOTE,
  ASSIGN,
  TRANSFER,
  ESCALATE,
  DECIDE,
  GRANT,
  CLOSE,
  REOPEN,
  RATE,
  SYSTEM;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /// The name on the wire and in the database.
  public String wire() {
    return wire;
  }
}
