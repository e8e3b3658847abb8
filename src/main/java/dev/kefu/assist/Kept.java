package dev.kefu.assist;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A list out of the database that hardly ever changes, read again once a minute. An empty one is
/// not kept: a shop's content may be on its way. Any thread.
final class Kept<T> implements Supplier<List<T>> {

  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Supplier<List<T>> source;
  private final Clock clock;

  private record Read<T>(List<T> list, Instant until) {}

  private volatile @Nullable Read<T> last;

  Kept(Supplier<List<T>> source, Clock clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public List<T> get() {
    var now = clock.instant();
    var known = last;
    if (known == null || known.list().isEmpty() || !now.isBefore(known.until())) {
      known = new Read<>(source.get(), now.plus(FRESH));
      last = known;
    }
    return known.list();
  }
}
