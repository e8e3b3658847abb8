package dev.kefu.outreach;

/// Whether a task still waits. The wire name is the lower-case name.
public enum TaskStatus {
  OPEN,
  /// The shopper was told and has not answered; what was wrong still is.
  SENT,
  DONE
}
