package dev.kefu.conversation;

import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.util.Arrays;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Answers a message that was sent before with what became of the first.
final class Repeats {

  private final EventRows events;
  private final JsonMapper json;

  Repeats(EventRows events, JsonMapper json) {
    this.events = events;
    this.json = json;
  }

  /// @param candidates numbers the first may have
  /// @return empty when it is not among them
  /// @throws Refusal `mid_conflict` when the first held something else
  Optional<Stored> of(Saying.Message message, long[] candidates) {
    return Arrays.stream(candidates)
        .mapToObj(seq -> events.after(message.conversation(), seq - 1, 1).getFirst())
        .filter(event -> event.has(message.sender().id(), message.mid()))
        .findFirst()
        .map(first -> of(first, message.body()));
  }

  /// @throws Refusal `mid_conflict` when the first held something else
  Stored of(Event first, Body body) {
    var held = json.readValue(first.body(), Body.class);
    // Of what was taken back nobody knows any more what it was.
    if (!(held instanceof Body.Withdrawn) && !held.equals(body)) {
      throw new Refusal(ErrorCode.MID_CONFLICT, "这个消息编号已用于另一条消息");
    }
    return Stored.again(first);
  }
}
