package dev.kefu.gateway;

import java.util.LinkedHashMap;
import java.util.Map;

/// One rate kept for many: each name has a bucket of its own. Who has not asked for longest is
/// forgotten first, and so may ask anew.
final class Allowances {

  private static final int MAX_NAMES = 20_000;
  private static final float LOAD = 0.75f;

  private final Rate rate;

  /// Guarded by `this`; in the order of use.
  private final Map<String, TokenBucket> buckets =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TokenBucket> eldest) {
          return size() > MAX_NAMES;
        }
      };

  Allowances(Rate rate) {
    this.rate = rate;
  }

  /// Takes one.
  ///
  /// @return 0 when it was there, else milliseconds until it will be
  synchronized long take(String name, long nowNanos) {
    return buckets.computeIfAbsent(name, _ -> new TokenBucket(rate, nowNanos)).take(nowNanos);
  }
}
