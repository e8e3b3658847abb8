package dev.kefu.account;

/// A sign-in has ended: whatever acts under it must stop.
///
/// @param session names the sign-in, as [Staff#session()]
public record StaffSignedOut(String session) {}
