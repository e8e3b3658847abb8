package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;

/// What a supervisor says to a case: the arguments of `decide`.
///
/// @param amountFen null: as proposed
/// @param form null: as proposed
/// @param remark must be there when the decision goes beyond the rules, rejects or asks
public record Decision(
    Outcome outcome,
    @JsonDeserialize(using = WholeFen.class) @Nullable Long amountFen,
    @Nullable String form,
    @Nullable String remark) {

  private static final int MAX_REMARK = 1_000;

  public Decision {
    if (outcome == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "outcome 应为 approve、change、reject、pass_up 或 ask");
    }
    Forms.requireAmount("amount_fen", amountFen);
    Forms.requireKnown(form);
    if (remark != null && remark.length() > MAX_REMARK) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "remark 最多 1000 个字");
    }
    remark = remark == null || remark.isBlank() ? null : remark.strip();
  }

  /// Whether something is given.
  public boolean approves() {
    return outcome == Outcome.APPROVE || outcome == Outcome.CHANGE;
  }

  /// The wire name is the lower-case name.
  public enum Outcome {
    APPROVE,
    /// Approves another amount or form than proposed.
    CHANGE,
    REJECT,
    /// Leaves it to the store manager.
    PASS_UP,
    /// Asks the agent; the case stays open.
    ASK
  }
}
