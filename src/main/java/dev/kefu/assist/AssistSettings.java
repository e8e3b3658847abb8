package dev.kefu.assist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When suggestions are made.
///
/// @param burstWait how long the shopper has to pause; 0 answers each message at once
/// @param burstMax the longest wait while messages keep coming, at least `burstWait`
/// @param parallel sets made at the same time; more when the shop answers slowly
@ConfigurationProperties("kefu.assist")
record AssistSettings(
    @DefaultValue("800ms") Duration burstWait,
    @DefaultValue("2500ms") Duration burstMax,
    @DefaultValue("2") int parallel) {

  AssistSettings {
    if (burstWait.isNegative()) {
      throw new IllegalArgumentException("burst-wait must not be negative: " + burstWait);
    }
    if (burstMax.compareTo(burstWait) < 0) {
      throw new IllegalArgumentException(
          "burst-max must not be below burst-wait: " + burstMax + " < " + burstWait);
    }
    if (parallel < 1) {
      throw new IllegalArgumentException("parallel must be at least 1: " + parallel);
    }
  }
}
