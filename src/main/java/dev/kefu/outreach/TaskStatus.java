package dev.kefu.outreach;

/// Whether a task still waits. The wire name is the lower-case name.
public enum TaskStatus {
  OPEN,
  DONE
}
