package dev.kefu.conversation;

/// Where a conversation stands.
public enum Status {
  /// Waits for somebody to take it.
  QUEUED,
  /// Has an owner, who alone answers.
  ASSIGNED,
  CLOSED
}
