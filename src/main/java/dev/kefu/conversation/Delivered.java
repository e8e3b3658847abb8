package dev.kefu.conversation;

/// A device of one side has stored a conversation up to a number, and that is durable. Ephemeral:
/// may be missed, and a device that is behind tells a smaller number than another has told.
///
/// @param seq the full number
public record Delivered(ConversationId conversation, Side by, long seq) {}
