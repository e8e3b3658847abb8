package dev.kefu.conversation;

import java.util.Locale;

/// Where a conversation stands.
public enum Status {
  /// Waits for somebody to take it.
  QUEUED,
  /// Has an owner, who alone answers.
  ASSIGNED,
  CLOSED;

  private final String wire = name().toLowerCase(Locale.ROOT);

  /// The name on the wire and in the database.
  public String wire() {
    return wire;
  }
}
