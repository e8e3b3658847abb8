package dev.kefu.conversation;

/// What happened. The wire name is the lower-case name.
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
  SYSTEM
}
