package dev.kefu.escalation;

import dev.kefu.base.Remembered;
import dev.kefu.conversation.ConversationId;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The case that waits for a decision in a conversation. Work lists ask it with every message, so
/// it is remembered until a case of the conversation changes. May be used from any thread.
@Component
public class WaitingCases {

  private final Remembered<ConversationId, Optional<Case>> waiting;

  WaitingCases(Cases cases) {
    this.waiting =
        new Remembered<>(id -> cases.ofConversation(id).stream().filter(Case::pending).findFirst());
  }

  /// The newest of them; empty when none waits.
  public Optional<Case> of(ConversationId conversation) {
    return waiting.of(conversation);
  }

  /// Another node says that a case of a conversation has changed. Call before asking for it.
  public void forget(ConversationId conversation) {
    waiting.forget(conversation);
  }

  /// Before those who then ask.
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void opened(CaseOpened opened) {
    forget(opened.conversation());
  }

  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void decided(CaseDecided decided) {
    forget(decided.conversation());
  }
}
