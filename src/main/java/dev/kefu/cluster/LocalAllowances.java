package dev.kefu.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/// What one node allows by itself. Who has not asked for longest is forgotten first, and so may ask
/// anew.
final class LocalAllowances implements Allowances {

  private static final int MAX_NAMES = 20_000;
  private static final float LOAD = 0.75f;

  private record Asker(String kind, String name) {}

  /// Guarded by `this`; in the order of use.
  private final Map<Asker, TokenBucket> buckets =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Asker, TokenBucket> eldest) {
          return size() > MAX_NAMES;
        }
      };

  @Override
  public synchronized long take(String kind, String name, Rate rate) {
    var now = System.nanoTime();
    return buckets
        .computeIfAbsent(new Asker(kind, name), _ -> new TokenBucket(rate, now))
        .take(now);
  }
}
