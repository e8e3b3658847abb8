package dev.kefu.escalation;

/// A decision held against what the shop can do. Only [Cases#check] makes one: deciding happens
/// inside the writer's transaction, where the shop must not be asked.
public final class CheckedDecision {

  private final String caseId;
  private final Decision decision;

  CheckedDecision(String caseId, Decision decision) {
    this.caseId = caseId;
    this.decision = decision;
  }

  String caseId() {
    return caseId;
  }

  Decision decision() {
    return decision;
  }
}
