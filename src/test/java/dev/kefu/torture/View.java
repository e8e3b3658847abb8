package dev.kefu.torture;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What one device shows of one conversation, by the rules a client has to keep: the next number is
/// shown, an older one dropped, a later one held until the gap is filled. Used under its device's
/// lock.
final class View {

  private final TreeMap<Long, JsonNode> held = new TreeMap<>();
  private long last;
  private long acked;

  /// The last number shown; 0 for none.
  long last() {
    return last;
  }

  /// Takes an event that came.
  void take(long seq, JsonNode event) {
    if (seq > last) {
      held.put(seq, event);
    }
  }

  /// The next event to be shown, once there is one.
  @Nullable JsonNode next() {
    var event = held.remove(last + 1);
    if (event != null) {
      last++;
    }
    return event;
  }

  boolean hasGap() {
    return !held.isEmpty();
  }

  /// How many were shown since the server was last told.
  long untold() {
    return last - acked;
  }

  long told() {
    acked = last;
    return last;
  }
}
