package dev.kefu.conversation;

import dev.kefu.base.LatelyUsed;
import java.util.Map;

/// How far logs have been that are not in memory, as far as this node has heard: what comes late
/// must not pass for new. Bounded: who was not heard of for longest goes first. May be used from
/// any thread.
final class Furthest {

  private final Map<ConversationId, Long> heads;

  /// @param most logs that are remembered
  Furthest(int most) {
    heads = new LatelyUsed<>(most);
  }

  synchronized void is(ConversationId id, long head) {
    heads.merge(id, head, Math::max);
  }

  /// 0 for one that was not heard of.
  synchronized long of(ConversationId id) {
    return heads.getOrDefault(id, 0L);
  }
}
