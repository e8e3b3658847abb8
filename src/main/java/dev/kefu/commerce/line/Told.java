package dev.kefu.commerce.line;

import java.time.Duration;
import java.time.Instant;

/// What the shop said last of something, and when it was asked.
public record Told<T>(T value, Instant at) {

  public Duration age(Instant now) {
    return Duration.between(at, now);
  }
}
