package dev.kefu.escalation;

import dev.kefu.conversation.ConversationId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// The case that waits for a decision in a conversation. Work lists ask it with every message, so
/// it is remembered until a case of the conversation changes, or, should that not be heard of from
/// another node, for a few seconds. May be used from any thread.
@Component
public class WaitingCases {

  /// More conversations than a shop has open.
  private static final int MAX_REMEMBERED = 10_000;

  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final Cases cases;

  /// Read while its entry is locked: a change that is committed meanwhile waits and then forgets
  /// it.
  private final ConcurrentMap<ConversationId, Read> remembered = new ConcurrentHashMap<>();

  private record Read(Optional<Case> waiting, long atNanos) {}

  WaitingCases(Cases cases) {
    this.cases = cases;
  }

  /// The newest of them; empty when none waits.
  public Optional<Case> of(ConversationId conversation) {
    if (remembered.size() > MAX_REMEMBERED) {
      remembered.clear();
    }
    var now = System.nanoTime();
    return remembered
        .compute(
            conversation,
            (id, known) ->
                known != null && now - known.atNanos() < REMEMBERED.toNanos()
                    ? known
                    : new Read(read(id), now))
        .waiting();
  }

  private Optional<Case> read(ConversationId id) {
    return cases.ofConversation(id).stream().filter(Case::pending).findFirst();
  }

  /// Another node says that a case of a conversation has changed. Call before asking for it.
  public void forget(ConversationId conversation) {
    remembered.remove(conversation);
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
