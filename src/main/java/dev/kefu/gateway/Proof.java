package dev.kefu.gateway;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// By what a socket showed who is there, and until when that holds.
///
/// @param visitor a shopper's token; null for staff, who act under a sign-in
/// @param untilNanos in monotonic time, so that a clock that jumps ends nothing too early or late
record Proof(@Nullable String visitor, Instant until, long untilNanos) {

  static Proof of(@Nullable String visitor, Instant until, Instant now) {
    return new Proof(visitor, until, System.nanoTime() + Duration.between(now, until).toNanos());
  }

  long leftNanos(long nowNanos) {
    return untilNanos - nowNanos;
  }
}
