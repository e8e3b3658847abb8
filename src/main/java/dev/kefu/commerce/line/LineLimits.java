package dev.kefu.commerce.line;

import java.time.Duration;

/// What one call may take, and how long anybody waits for one.
///
/// @param total from the first look for the address to the last byte
/// @param maxBytes of an answer
/// @param concurrent calls at the same time; the others wait for one of them
/// @param patience how long somebody who serves a shopper waits for an answer
/// @param littlePatience the same, once the shop has let somebody wait in vain
/// @param pause how long a shop that fails again and again is left alone
public record LineLimits(
    Duration connect,
    Duration total,
    int maxBytes,
    int concurrent,
    Duration patience,
    Duration littlePatience,
    Duration pause) {

  public static final LineLimits USUAL =
      new LineLimits(
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          1 << 20,
          16,
          Duration.ofMillis(1_500),
          Duration.ofMillis(50),
          Duration.ofSeconds(3));

  public LineLimits withConcurrent(int calls) {
    return new LineLimits(connect, total, maxBytes, calls, patience, littlePatience, pause);
  }
}
