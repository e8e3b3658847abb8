package dev.kefu.base;

/// Why something was refused. Part of the protocol: never renamed, never reused.
public enum ErrorCode {
  BAD_REQUEST,
  UNAUTHORIZED,
  FORBIDDEN,
  NOT_FOUND,
  TOO_LARGE,
  RATE,
  MID_CONFLICT,
  CONVERSATION_MOVED,
  CONFLICT,
  CLOSED,
  FACT_CHANGED,
  PROMISE_BLOCKED,
  NEEDS_APPROVAL,
  UNAVAILABLE,
  STORAGE_FULL,
  UNSUPPORTED;

  /// Whether the same request may succeed later, unchanged.
  public boolean retry() {
    return this == RATE || this == UNAVAILABLE || this == STORAGE_FULL;
  }
}
