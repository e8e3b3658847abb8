package dev.kefu.conversation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/// The events that are kept in memory, of all logs together: the oldest go first. May be used from
/// any thread.
final class RecentEvents {

  static final int MAX = 8_192;

  private static final int MAX_CHARS = 8_000_000;

  private final Queue<Recent> recent = new ArrayDeque<>();
  private final Consumer<KnownLog> emptied;
  private int chars;

  private record Recent(KnownLog log, long seq, int chars) {}

  /// @param emptied hears of logs of which no event is left
  RecentEvents(Consumer<KnownLog> emptied) {
    this.emptied = emptied;
  }

  synchronized void add(KnownLog log, List<Event> events) {
    for (var event : events) {
      recent.add(new Recent(log, event.seq(), event.body().length()));
      chars += event.body().length();
    }
    while (recent.size() > MAX || chars > MAX_CHARS) {
      var oldest = recent.remove();
      chars -= oldest.chars();
      if (oldest.log().forgetUpTo(oldest.seq())) {
        emptied.accept(oldest.log());
      }
    }
  }
}
