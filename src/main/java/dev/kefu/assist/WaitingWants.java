package dev.kefu.assist;

import dev.kefu.base.Remembered;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What the shopper who waits in a conversation wants. Work lists ask it with every message, so it
/// is remembered until there are new suggestions. May be used from any thread.
@Component
public class WaitingWants {

  private final Remembered<ConversationId, Optional<StoredSet>> latest;

  WaitingWants(SuggestionRows rows) {
    this.latest = new Remembered<>(rows::latest);
  }

  /// Of the messages nobody has answered; empty when there are none, or when they have not been
  /// looked at.
  public Optional<Wants> of(Conversation conversation) {
    if (conversation.waitingSince() == null) {
      return Optional.empty();
    }
    return latest
        .of(conversation.id())
        .map(StoredSet::set)
        .filter(set -> set.forSeq() > conversation.lastStaffSeq())
        .map(SuggestionSet::wants);
  }

  /// Another node has made suggestions. Call before asking for it.
  public void forget(ConversationId conversation) {
    latest.forget(conversation);
  }

  /// Before those who then ask.
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void ready(SuggestionsReady ready) {
    forget(ready.conversation());
  }
}
