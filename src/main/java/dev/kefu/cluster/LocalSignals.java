package dev.kefu.cluster;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Nudges within one process: heard on the caller's thread before [#nudge] returns.
final class LocalSignals implements Signals {

  private static final Logger log = LoggerFactory.getLogger(LocalSignals.class);

  private final Map<String, List<Consumer<Nudge>>> listeners = new ConcurrentHashMap<>();
  private final Map<String, List<Consumer<byte[]>>> takers = new ConcurrentHashMap<>();

  @Override
  public void nudge(String topic, long position) {
    tell(topic, position, false);
  }

  /// @param elsewhere whether another node has nudged
  void tell(String topic, long position, boolean elsewhere) {
    var slash = topic.indexOf('/');
    var kind = kind(topic);
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

  static String kind(String topic) {
    return topic.substring(0, Math.max(0, topic.indexOf('/')));
  }

  /// There is nobody else.
  @Override
  public void share(String topic, Supplier<byte[]> words) {}

  @Override
  public void take(String kind, Consumer<byte[]> listener) {
    takers.computeIfAbsent(kind, _ -> new CopyOnWriteArrayList<>()).add(listener);
  }

  /// Another node has shared something.
  ///
  /// @return whether it could be read
  boolean taken(String topic, byte[] words) {
    var read = true;
    for (var taker : takers.getOrDefault(kind(topic), List.of())) {
      try {
        taker.accept(words);
      } catch (IllegalArgumentException e) {
        log.atDebug().addKeyValue("topic", topic).setCause(e).log("shared in another form");
        read = false;
      } catch (RuntimeException e) {
        log.atError().addKeyValue("topic", topic).setCause(e).log("what was shared was not used");
      }
    }
    return read;
  }

  @Override
  public boolean healthy() {
    return true;
  }
}
