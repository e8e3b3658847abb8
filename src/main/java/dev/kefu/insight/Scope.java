package dev.kefu.insight;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;

/// Narrows what is asked for to what this person may see.
final class Scope {

  private Scope() {}

  /// @throws Refusal `forbidden` for somebody else's figures
  static Query of(Staff staff, Reporting reporting, Query query) {
    if (staff.supervises() || seesKnowledge(staff, reporting)) {
      return query;
    }
    staff.require(Role.AGENT);
    var own = staff.id().value();
    var asked = query.agent();
    if (asked != null && !asked.equals(own)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只能查看自己的数据");
    }
    return query.of(own);
  }

  private static boolean seesKnowledge(Staff staff, Reporting reporting) {
    return staff.is(Role.EDITOR) && reporting instanceof SuggestionsReport;
  }
}
