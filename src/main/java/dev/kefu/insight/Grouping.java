package dev.kefu.insight;

/// What the rows of a report stand for. The wire name is the lower-case name.
enum Grouping {
  /// Totals only.
  NONE,
  AGENT,
  STAGE,
  /// Each day of the range, also without anything in it.
  DAY,
  /// Each hour of the day, the days of the range put together.
  HOUR,
  /// What shoppers tick beside a rating.
  TAG,
  /// Why nothing was suggested, or what a case is about.
  REASON,
  ARTICLE,
  /// How a compensation is given.
  FORM;

  /// Whether the rows have an order of their own; others come with the most first.
  boolean ordered() {
    return switch (this) {
      case DAY, HOUR, STAGE, NONE -> true;
      case AGENT, TAG, REASON, ARTICLE, FORM -> false;
    };
  }
}
