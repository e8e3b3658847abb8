package dev.kefu.escalation;

import dev.kefu.conversation.ConversationId;

/// A case was decided or its grant moved on: look there. Raised after the commit.
public record CaseDecided(String caseId, ConversationId conversation) {}
