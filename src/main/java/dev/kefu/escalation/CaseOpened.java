package dev.kefu.escalation;

import dev.kefu.conversation.ConversationId;

/// A case waits for a decision: look there. Raised after the commit.
public record CaseOpened(String caseId, ConversationId conversation) {}
