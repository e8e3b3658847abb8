package dev.kefu.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;

/// Nudges within one process: heard on the caller's thread before [#nudge] returns.
@Component
class LocalSignals implements Signals {

  private final Map<String, List<BiConsumer<String, Long>>> listeners = new ConcurrentHashMap<>();

  @Override
  public void nudge(String topic, long position) {
    var slash = topic.indexOf('/');
    var id = topic.substring(slash + 1);
    for (var listener : listeners.getOrDefault(topic.substring(0, slash), List.of())) {
      listener.accept(id, position);
    }
  }

  @Override
  public void listen(String kind, BiConsumer<String, Long> listener) {
    listeners.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }
}
