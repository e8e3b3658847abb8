package dev.kefu.cluster;

import dev.kefu.base.LatelyUsed;
import java.util.Map;

/// What one node allows by itself. Who has not asked for longest is forgotten first, and so may ask
/// anew.
final class LocalAllowances implements Allowances {

  private static final int MAX_NAMES = 20_000;

  private record Asker(String kind, String name) {}

  /// Guarded by `this`; in the order of use.
  private final Map<Asker, TokenBucket> buckets = new LatelyUsed<>(MAX_NAMES);

  @Override
  public synchronized long take(String kind, String name, Rate rate) {
    var now = System.nanoTime();
    return buckets
        .computeIfAbsent(new Asker(kind, name), _ -> new TokenBucket(rate, now))
        .take(now);
  }
}
