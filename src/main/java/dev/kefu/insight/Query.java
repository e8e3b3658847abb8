package dev.kefu.insight;

import dev.kefu.base.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a report is asked for.
///
/// @param to the first moment no longer meant
/// @param zone of the shop; days and hours are its
/// @param agent whose figures; null for the whole shop's
/// @param limit the most rows
record Query(
    Instant from,
    Instant to,
    ZoneId zone,
    Grouping by,
    @Nullable String agent,
    @Nullable Stage stage,
    int limit) {

  /// The same of one agent.
  Query of(String someone) {
    return new Query(from, to, zone, by, someone, stage, limit);
  }

  boolean covers(Instant at) {
    return !at.isBefore(from) && at.isBefore(to);
  }

  @Nullable String stageName() {
    return stage == null ? null : name(stage);
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  LocalDate day(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  LocalTime time(Instant at) {
    return at.atZone(zone).toLocalTime();
  }
}
