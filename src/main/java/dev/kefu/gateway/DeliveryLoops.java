package dev.kefu.gateway;

import dev.kefu.account.Actor;
import dev.kefu.conversation.ConversationId;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Notices a device that is given the same events again and again and never keeps them: it fails
/// over them, or loses them, and would do so for ever.
@Component
class DeliveryLoops {

  private static final Logger log = LoggerFactory.getLogger(DeliveryLoops.class);

  /// So often the same beginning is no accident.
  private static final int MOST = 5;

  private static final int MAX_REMEMBERED = 10_000;

  private final Counter loops;

  /// Guarded by `this`; the oldest is forgotten first.
  private final Map<Where, Offer> offers =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Where, Offer> eldest) {
          return size() > MAX_REMEMBERED;
        }
      };

  private record Where(String actor, @Nullable String device, ConversationId conversation) {}

  private record Offer(long after, int times) {}

  DeliveryLoops(MeterRegistry meters) {
    loops =
        Counter.builder("kefu.delivery.loops")
            .description("devices that were offered the same event too often without keeping it")
            .register(meters);
  }

  /// What comes after a number is being sent to a device.
  synchronized void offered(
      Actor actor, @Nullable String device, ConversationId conversation, long after) {
    var where = new Where(actor.actorId(), device, conversation);
    var before = offers.get(where);
    var times = before != null && before.after() == after ? before.times() + 1 : 1;
    offers.put(where, new Offer(after, times));
    if (times == MOST + 1) {
      loops.increment();
      log.atWarn()
          .addKeyValue("actor", actor.actorId())
          .addKeyValue("conversation", conversation.value())
          .addKeyValue("after", after)
          .addKeyValue("times", times)
          .log("a device is offered the same events again and again");
    }
  }
}
