package dev.kefu.account;

/// What a member of staff may do. One person may hold several.
public enum Role {
  AGENT,
  SUPERVISOR,
  /// Store manager, 店长: decides what a supervisor passes up.
  MANAGER,
  EDITOR,
  ADMIN
}
