package dev.kefu.outreach;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When a shopper should be told.
///
/// @param every how often the shop is looked through
/// @param lateAfter from the payment on, without dispatch
/// @param lostAfter from the last scan on
/// @param unsignedAfter from the last scan on, of a parcel that is being delivered
/// @param stockOutWithin how soon a shopper should know of a stock-out
/// @param lostWithin how soon a shopper should know of a parcel nobody has seen
@ConfigurationProperties("kefu.outreach")
record OutreachSettings(
    @DefaultValue("60s") Duration every,
    @DefaultValue("20h") Duration lateAfter,
    @DefaultValue("72h") Duration lostAfter,
    @DefaultValue("48h") Duration unsignedAfter,
    @DefaultValue("2h") Duration stockOutWithin,
    @DefaultValue("24h") Duration lostWithin) {

  OutreachSettings {
    for (var each :
        new Duration[] {every, lateAfter, lostAfter, unsignedAfter, stockOutWithin, lostWithin}) {
      if (!each.isPositive()) {
        throw new IllegalArgumentException("kefu.outreach needs positive times: " + each);
      }
    }
  }
}
