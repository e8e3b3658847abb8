package dev.kefu.gateway;

import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Delivered;
import dev.kefu.conversation.Side;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Gathers how far messages have reached the devices of the other side, until [Heart] has it told.
///
/// Devices acknowledge often. Between two beats only the furthest of a conversation is kept, so a
/// socket hears of each at most once a beat, and nothing is done where nobody acknowledges.
@Component
class Deliveries {

  private final Neighbours neighbours;
  private final Map<Reach, Long> gathered = new ConcurrentHashMap<>();

  private record Reach(ConversationId conversation, Side by) {}

  Deliveries(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  @EventListener
  void stored(Delivered delivered) {
    gathered.merge(new Reach(delivered.conversation(), delivered.by()), delivered.seq(), Math::max);
  }

  /// Marks the sockets of those who wait to hear of it.
  void tell() {
    gathered.keySet().forEach(this::tell);
  }

  private void tell(Reach reach) {
    var seq = gathered.remove(reach);
    if (seq != null) {
      neighbours.delivered(reach.conversation(), reach.by(), seq);
    }
  }
}
