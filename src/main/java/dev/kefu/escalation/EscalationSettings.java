package dev.kefu.escalation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The clocks of cases and grants.
///
/// @param undoWithin how long an approval can be taken back before the shop is asked to pay; none
///   when zero
/// @param answerWithin what the shopper is told, and when a case goes to the store manager
/// @param managerWithin how long the store manager has before the case is told to be late
/// @param expireAfter from the opening on without a decision
/// @param every how often late cases are looked for
/// @param reconcileEvery how often the shop's records are compared with the ledger
@ConfigurationProperties("kefu.escalation")
record EscalationSettings(
    @DefaultValue("8s") Duration undoWithin,
    @DefaultValue("60m") Duration answerWithin,
    @DefaultValue("60m") Duration managerWithin,
    @DefaultValue("24h") Duration expireAfter,
    @DefaultValue("5s") Duration every,
    @DefaultValue("10m") Duration reconcileEvery) {

  EscalationSettings {
    for (var each :
        new Duration[] {answerWithin, managerWithin, expireAfter, every, reconcileEvery}) {
      if (!each.isPositive()) {
        throw new IllegalArgumentException("kefu.escalation needs positive times: " + each);
      }
    }
    if (undoWithin.isNegative() || expireAfter.compareTo(answerWithin.plus(managerWithin)) < 0) {
      throw new IllegalArgumentException(
          "kefu.escalation: undo-within is not negative, and expire-after not before the others");
    }
  }
}
