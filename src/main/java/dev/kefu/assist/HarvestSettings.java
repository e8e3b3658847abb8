package dev.kefu.assist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When rounds are looked through for what they teach.
///
/// @param every how often is looked for rounds that are over
/// @param settle how long after the first reply: the rest of the answer may follow in lines
@ConfigurationProperties("kefu.assist.harvest")
record HarvestSettings(@DefaultValue("10s") Duration every, @DefaultValue("30s") Duration settle) {

  HarvestSettings {
    if (!every.isPositive()) {
      throw new IllegalArgumentException("harvest.every must be positive: " + every);
    }
    if (settle.isNegative()) {
      throw new IllegalArgumentException("harvest.settle must not be negative: " + settle);
    }
  }
}
