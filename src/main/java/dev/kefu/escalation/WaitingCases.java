package dev.kefu.escalation;

import dev.kefu.conversation.ConversationId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The case that waits for a decision in a conversation. Work lists ask it with every message, so
/// it is remembered until a case of the conversation changes. May be used from any thread.
@Component
public class WaitingCases {

  /// More conversations than a shop has open.
  private static final int MAX_REMEMBERED = 10_000;

  private final Cases cases;

  /// Read while its entry is locked: a change that is committed meanwhile waits and then forgets
  /// it.
  private final ConcurrentMap<ConversationId, Optional<Case>> remembered =
      new ConcurrentHashMap<>();

  WaitingCases(Cases cases) {
    this.cases = cases;
  }

  /// The newest of them; empty when none waits.
  public Optional<Case> of(ConversationId conversation) {
    if (remembered.size() > MAX_REMEMBERED) {
      remembered.clear();
    }
    return remembered.computeIfAbsent(
        conversation, id -> cases.ofConversation(id).stream().filter(Case::pending).findFirst());
  }

  /// Before those who then ask.
  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void opened(CaseOpened opened) {
    remembered.remove(opened.conversation());
  }

  @EventListener
  @Order(Ordered.HIGHEST_PRECEDENCE)
  void decided(CaseDecided decided) {
    remembered.remove(decided.conversation());
  }
}
