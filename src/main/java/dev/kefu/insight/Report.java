package dev.kefu.insight;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report as it goes over the wire.
///
/// @param totals of everything asked for, also of what `data` had no room for
/// @param data a row for each `group_by`: `key`, `name` where people call it otherwise, figures
/// @param more whether there are rows beyond the limit
record Report(
    String report,
    Instant from,
    Instant to,
    String timeZone,
    String groupBy,
    @Nullable String agent,
    @Nullable String stage,
    Map<String, Object> totals,
    List<Map<String, Object>> data,
    boolean more) {

  static Report of(
      String name,
      Query query,
      Map<String, Object> totals,
      List<Map<String, Object>> data,
      boolean more) {
    return new Report(
        name,
        query.from(),
        query.to(),
        query.zone().getId(),
        Query.name(query.by()),
        query.agent(),
        query.stageName(),
        totals,
        data,
        more);
  }
}
