package dev.kefu.conversation;

/// Where a log stands.
///
/// @param shopperHead as the shopper counts
public record Head(ConversationId conversation, long head, long shopperHead) {}
