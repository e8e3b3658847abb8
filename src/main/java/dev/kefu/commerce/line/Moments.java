package dev.kefu.commerce.line;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Counts what was asked, so that one can tell what the shop said before a moment from what it said
/// after, whatever the clock shows. Any thread.
public final class Moments {

  private static final long LONG_AGO = 0;

  private final AtomicLong last = new AtomicLong();
  private final ScopedValue<Long> since = ScopedValue.newInstance();

  /// A moment later than all before.
  public long next() {
    return last.incrementAndGet();
  }

  /// The moment before which nothing counts on this thread.
  long since() {
    return since.isBound() ? since.get() : LONG_AGO;
  }

  /// Has the shop asked anew, on this thread, by everything `question` asks of a [Kept]: what it
  /// said before `moment` does not count.
  ///
  /// @param moment out of [#next]
  public <T> T anew(long moment, Supplier<T> question) {
    return ScopedValue.where(since, moment).call(question::get);
  }
}
