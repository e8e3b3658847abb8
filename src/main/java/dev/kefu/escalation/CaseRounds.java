package dev.kefu.escalation;

import dev.kefu.base.Rounds;
import org.springframework.stereotype.Component;

/// Cases that are late, and what the shop's own records say of grants.
@Component
class CaseRounds extends Rounds {

  private final Deadlines deadlines;
  private final Reconciliation reconciliation;
  private final EscalationSettings settings;

  CaseRounds(Deadlines deadlines, Reconciliation reconciliation, EscalationSettings settings) {
    super("escalation", "a round over cases and grants failed");
    this.deadlines = deadlines;
    this.reconciliation = reconciliation;
    this.settings = settings;
  }

  @Override
  protected void begin() {
    every(settings.every(), deadlines::lookAtDue);
    every(settings.reconcileEvery(), reconciliation::lookAtDue);
  }
}
