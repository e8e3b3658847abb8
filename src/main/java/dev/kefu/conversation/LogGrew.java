package dev.kefu.conversation;

/// A conversation's log has grown, durably: look there. Raised after the commit, on a thread of the
/// listener's own or the writer's; listeners must not block the writer.
///
/// @param head the last `seq` now
public record LogGrew(ConversationId conversation, long head) {}
