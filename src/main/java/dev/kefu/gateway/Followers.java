package dev.kefu.gateway;

import dev.kefu.conversation.ConversationId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which sockets follow which conversation. Any thread adds and removes.
final class Followers {

  /// Of most conversations: the shopper and who serves them.
  private static final int FEW = 2;

  private final Map<ConversationId, Set<Connection>> byConversation = new ConcurrentHashMap<>();

  void add(ConversationId conversation, Connection connection) {
    // Inside: the last to leave at this moment must not take the set away under it. Its line would
    // be there, and hear nothing before the next ping.
    byConversation.compute(
        conversation,
        (_, known) -> {
          var those = known == null ? ConcurrentHashMap.<Connection>newKeySet(FEW) : known;
          those.add(connection);
          return those;
        });
  }

  void remove(ConversationId conversation, Connection connection) {
    byConversation.computeIfPresent(
        conversation,
        (_, those) -> {
          those.remove(connection);
          return those.isEmpty() ? null : those;
        });
  }

  Set<Connection> of(ConversationId conversation) {
    return byConversation.getOrDefault(conversation, Set.of());
  }

  boolean isFollowed(ConversationId conversation) {
    return byConversation.containsKey(conversation);
  }

  Set<ConversationId> conversations() {
    return Set.copyOf(byConversation.keySet());
  }
}
