package dev.kefu.knowledge;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What becomes of articles that are out of use.
///
/// @param deleteAfter how long they can be brought back: from a day to ten years
/// @param every how often is looked for those that were out of use for longer
@ConfigurationProperties("kefu.knowledge.retired")
record RetiredSettings(
    @DefaultValue("30d") Duration deleteAfter, @DefaultValue("10m") Duration every) {

  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(3_650);

  RetiredSettings {
    if (deleteAfter.compareTo(LEAST) < 0 || deleteAfter.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "kefu.knowledge.retired.delete-after must be 1 to 3650 days: " + deleteAfter);
    }
    if (!every.isPositive()) {
      throw new IllegalArgumentException("kefu.knowledge.retired.every must be positive: " + every);
    }
  }
}
