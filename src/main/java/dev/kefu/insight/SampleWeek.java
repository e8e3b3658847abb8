package dev.kefu.insight;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A week of the shop, Monday to Sunday, that something is drawn from.
///
/// @param to the first moment no longer meant
record SampleWeek(String name, Instant from, Instant to) {

  private static final Pattern NAME = Pattern.compile("(\\d{4})-W(\\d{2})");

  /// @param name `2026-W48`; null for the last one that is over
  /// @throws Refusal `bad_request` for what is no week
  static SampleWeek of(@Nullable String name, ZoneId zone, Instant now) {
    if (name == null) {
      return of(now.atZone(zone).toLocalDate().minusWeeks(1), zone);
    }
    var matcher = NAME.matcher(name);
    try {
      if (matcher.matches()) {
        var year = Integer.parseInt(matcher.group(1));
        var week = Integer.parseInt(matcher.group(2));
        // The 4th of January is always in the first week.
        var day = LocalDate.of(year, 1, 4).with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, week);
        var found = of(day, zone);
        if (found.name().equals(name)) {
          return found;
        }
      }
    } catch (DateTimeException _) {
      // Told below, like what is no week at all.
    }
    throw new Refusal(ErrorCode.BAD_REQUEST, "week 应为一周，如 2026-W48");
  }

  private static SampleWeek of(LocalDate day, ZoneId zone) {
    var monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    var name =
        String.format(
            Locale.ROOT,
            "%04d-W%02d",
            monday.get(IsoFields.WEEK_BASED_YEAR),
            monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    return new SampleWeek(
        name,
        monday.atStartOfDay(zone).toInstant(),
        monday.plusWeeks(1).atStartOfDay(zone).toInstant());
  }
}
