package dev.kefu.base;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was read of something lately, until it is said to have changed or, should that not be heard
/// of from another node, for a few seconds. For what is asked with every message and hardly ever
/// changes. Any thread.
public final class Remembered<K, V> {

  /// More conversations than a shop has open.
  private static final int MAX_REMEMBERED = 10_000;

  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private final Function<K, V> source;

  /// Read while its entry is locked: a change that is committed meanwhile waits and then forgets
  /// it.
  private final ConcurrentMap<K, Read<V>> remembered = new ConcurrentHashMap<>();

  private record Read<V>(V value, long atNanos) {}

  /// @param source must not ask this again
  public Remembered(Function<K, V> source) {
    this.source = source;
  }

  public V of(K key) {
    if (remembered.size() > MAX_REMEMBERED) {
      remembered.clear();
    }
    var now = System.nanoTime();
    return remembered
        .compute(
            key,
            (id, known) ->
                known != null && now - known.atNanos() < REMEMBERED.toNanos()
                    ? known
                    : new Read<>(source.apply(id), now))
        .value();
  }

  /// It has changed. Call before asking for it.
  ///
  /// @return what was read of it last, however long ago; null when nothing is known
  public @Nullable V forget(K key) {
    var known = remembered.remove(key);
    return known == null ? null : known.value();
  }
}
