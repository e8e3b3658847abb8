package dev.kefu.account;

/// Whom the shop vouches for.
///
/// @param buyer the shop's own name of the buyer
/// @param name what the agent sees
record Identity(String buyer, String name) {}
