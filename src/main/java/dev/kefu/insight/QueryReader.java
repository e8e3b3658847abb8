package dev.kefu.insight;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the parameters of a report and gathers all that is wrong with them.
final class QueryReader {

  static final int MOST_DAYS = 93;
  static final int MOST_ROWS = 200;

  private static final int ROWS = 100;
  private static final int DAYS = 7;
  private static final Set<String> KNOWN =
      Set.of("from", "to", "group_by", "agent", "stage", "limit", "format", "language");

  private final Map<String, String[]> given;
  private final ZoneId zone;
  private final Instant now;
  private final List<Map<String, String>> mistakes = new ArrayList<>();

  QueryReader(Map<String, String[]> given, ZoneId zone, Instant now) {
    this.given = given;
    this.zone = zone;
    this.now = now;
  }

  /// The last seven days, today with them, unless a range is given.
  ///
  /// @throws Refusal `bad_request` with the `errors` of all parameters
  Query read(Set<Grouping> groupings) {
    given.forEach(this::requireKnown);
    var to = time("to", 1, now);
    var weekAgo = to.minusMillis(1).atZone(zone).toLocalDate().minusDays(DAYS - 1L);
    var from = time("from", 0, weekAgo.atStartOfDay(zone).toInstant());
    requireRange(from, to);
    var query = new Query(from, to, zone, grouping(groupings), value("agent"), stage(), limit());
    if (!mistakes.isEmpty()) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          mistakes.getFirst().getOrDefault("message", ""),
          Map.of("errors", mistakes));
    }
    return query;
  }

  private void requireKnown(String name, String[] values) {
    if (!KNOWN.contains(name)) {
      mistake(name, "没有参数 " + name);
    } else if (values.length != 1) {
      mistake(name, name + " 只能给出一次");
    }
  }

  private @Nullable String value(String name) {
    var values = given.get(name);
    return values == null || values.length == 0 || values[0].isEmpty() ? null : values[0];
  }

  /// @param days added to a date without a time: a last day is meant with all of it
  private Instant time(String name, int days, Instant otherwise) {
    var text = value(name);
    if (text == null) {
      return otherwise;
    }
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      mistake(name, name + " 应为日期，或带时区的 RFC 3339 时间");
      return otherwise;
    }
  }

  private void requireRange(Instant from, Instant to) {
    if (!from.isBefore(to)) {
      mistake("from", "from 应早于 to");
    } else if (Duration.between(from, to).toDays() > MOST_DAYS) {
      mistake("from", "时间范围最长 " + MOST_DAYS + " 天");
    }
  }

  private Grouping grouping(Set<Grouping> groupings) {
    var text = value("group_by");
    if (text == null || text.equals(Query.name(Grouping.NONE))) {
      return Grouping.NONE;
    }
    for (var grouping : groupings) {
      if (Query.name(grouping).equals(text)) {
        return grouping;
      }
    }
    var names = groupings.stream().map(Query::name).collect(Collectors.joining("、"));
    mistake("group_by", "group_by 应为 none、" + names + " 之一");
    return Grouping.NONE;
  }

  private @Nullable Stage stage() {
    var text = value("stage");
    if (text == null) {
      return null;
    }
    for (var stage : Stage.values()) {
      if (Query.name(stage).equals(text.toLowerCase(Locale.ROOT))) {
        return stage;
      }
    }
    mistake("stage", "stage 应为 pre_sale 或 after_sale");
    return null;
  }

  private int limit() {
    var text = value("limit");
    if (text == null) {
      return ROWS;
    }
    try {
      var limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= MOST_ROWS) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Told below, like a number out of range.
    }
    mistake("limit", "limit 应在 1 到 " + MOST_ROWS + " 之间");
    return ROWS;
  }

  private void mistake(String field, String message) {
    mistakes.add(Map.of("field", field, "message", message));
  }
}
