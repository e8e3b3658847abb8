package dev.kefu.conversation;

/// Names one command of a conversation, so that it is carried out once however often it is sent.
///
/// @param actor who sent it
/// @param command the sender's own id of it
/// @param fingerprint of what it asks for: the same id with another one is refused
public record CommandKey(String actor, String command, String fingerprint) {}
