package dev.kefu.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Nudges within one process: heard on the caller's thread before [#nudge] returns.
final class LocalSignals implements Signals {

  private static final Logger log = LoggerFactory.getLogger(LocalSignals.class);

  private final Map<String, List<Consumer<Nudge>>> listeners = new ConcurrentHashMap<>();

  @Override
  public void nudge(String topic, long position) {
    tell(topic, position, false);
  }

  /// @param elsewhere whether another node has nudged
  void tell(String topic, long position, boolean elsewhere) {
    var slash = topic.indexOf('/');
    var kind = topic.substring(0, Math.max(0, slash));
    var nudge = new Nudge(topic.substring(slash + 1), position, elsewhere);
    for (var listener : listeners.getOrDefault(kind, List.of())) {
      try {
        listener.accept(nudge);
      } catch (RuntimeException e) {
        log.atError().addKeyValue("kind", kind).setCause(e).log("a nudge was not followed");
      }
    }
  }

  @Override
  public void listen(String kind, Consumer<Nudge> listener) {
    listeners.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  @Override
  public boolean healthy() {
    return true;
  }
}
