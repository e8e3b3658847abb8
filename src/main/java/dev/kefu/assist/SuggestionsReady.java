package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;

/// New suggestions, or an abstention, are stored for a conversation: look there.
public record SuggestionsReady(ConversationId conversation) {}
