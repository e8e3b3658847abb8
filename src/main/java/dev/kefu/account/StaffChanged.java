package dev.kefu.account;

/// Somebody's roles, group, password or place here have changed, and their sign-ins have ended.
///
/// @param enabled whether they may sign in again
public record StaffChanged(StaffId staff, boolean enabled) {}
