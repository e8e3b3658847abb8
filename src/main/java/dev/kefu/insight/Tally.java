package dev.kefu.insight;

/// Counts of one row of a report.
interface Tally {

  /// What rows are ordered by, the most first.
  long weight();

  void write(Figures figures);
}
