package dev.kefu.insight;

import java.util.Set;

/// One kind of report.
interface Reporting {

  /// As the address names it.
  String name();

  /// What its rows may stand for, besides [Grouping#NONE].
  Set<Grouping> groupings();

  Report make(Query query);
}
