package dev.kefu.torture;

import java.util.List;

/// A place where a [BuggyServer] dies when it comes there, as the process does whose power is cut:
/// before or after a commit that holds something, or a question to the shop's till.
enum Failpoint {
  BEFORE_A_MESSAGE_IS_COMMITTED(Doing.SAYING, "insert into event "),
  AFTER_A_MESSAGE_IS_COMMITTED(Doing.SAYING, "insert into event "),
  BEFORE_A_COMMAND_IS_COMMITTED(Doing.TAKING, "insert into command_result "),
  AFTER_A_COMMAND_IS_COMMITTED(Doing.TAKING, "insert into command_result "),
  BEFORE_A_CLAIM_IS_COMMITTED(Doing.CLAIMING, "insert into claim_case "),
  AFTER_A_CLAIM_IS_COMMITTED(Doing.CLAIMING, "insert into claim_case "),
  BEFORE_A_DECISION_IS_COMMITTED(Doing.APPROVING, "insert into grant_order "),
  AFTER_A_DECISION_IS_COMMITTED(Doing.APPROVING, "insert into grant_order "),
  BEFORE_THE_TILL_IS_ASKED_TO_PAY(Doing.APPROVING, ""),
  AFTER_THE_TILL_HAS_PAID(Doing.APPROVING, ""),
  BEFORE_THE_GRANTS_END_IS_COMMITTED(Doing.APPROVING, "update grant_order\nset status = ?"),
  AFTER_THE_GRANTS_END_IS_COMMITTED(Doing.APPROVING, "update grant_order\nset status = ?"),
  BEFORE_THE_TILL_IS_ASKED_WHAT_IT_PAID(Doing.ASKING_AGAIN, ""),
  AFTER_THE_TILL_SAID_WHAT_IT_PAID(Doing.ASKING_AGAIN, "");

  /// What brings the program there.
  enum Doing {
    SAYING,
    TAKING,
    CLAIMING,
    APPROVING,
    ASKING_AGAIN
  }

  private final Doing doing;
  private final String statement;

  Failpoint(Doing doing, String statement) {
    this.doing = doing;
    this.statement = statement;
  }

  Doing doing() {
    return doing;
  }

  /// Whether a transaction of these statements is meant.
  boolean isIn(List<String> statements) {
    return !statement.isEmpty() && statements.stream().anyMatch(each -> each.startsWith(statement));
  }

  boolean isBefore() {
    return name().startsWith("BEFORE_");
  }
}
