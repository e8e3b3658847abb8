package dev.kefu.escalation;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which part of the ledger is asked for, and how it is to be added up.
///
/// @param to the first moment no longer meant
/// @param zone of the shop: its days, months and years
record LedgerQuery(Instant from, Instant to, ZoneId zone, Period period, Grouping by) {

  private static final int MOST_YEARS = 5;
  private static final int DAYS_A_YEAR = 366;
  private static final int MONTHS_A_QUARTER = 3;

  /// The wire name is the lower-case name.
  enum Period {
    NONE,
    MONTH,
    QUARTER,
    YEAR
  }

  /// The wire name is the lower-case name.
  enum Grouping {
    NONE("范围"),
    FORM("补偿方式"),
    KIND("类型"),
    REASON("原因"),
    PRODUCT("商品"),
    AGENT("提出客服"),
    DECIDER("决定人"),
    BASIS("依据"),
    ORDER_MONTH("订单月份");

    private final String title;

    Grouping(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    /// Whether the rows have names of ours; others have people's, or the shop's.
    boolean isWorded() {
      return switch (this) {
        case NONE, FORM, KIND, REASON, BASIS -> true;
        case PRODUCT, AGENT, DECIDER, ORDER_MONTH -> false;
      };
    }
  }

  /// @param from a day of the shop, or a moment with offset; the first of this year when left out
  /// @param to a day that is meant whole, or the first moment no longer meant; now when left out
  /// @throws Refusal `bad_request` for what cannot be read
  static LedgerQuery of(
      @Nullable String from,
      @Nullable String to,
      @Nullable String period,
      @Nullable String by,
      ZoneId zone,
      Instant now) {
    var until = to == null ? now.plusMillis(1) : moment("to", to, 1, zone);
    var yearBegins = until.atZone(zone).toLocalDate().withDayOfYear(1).atStartOfDay(zone);
    var since = from == null ? yearBegins.toInstant() : moment("from", from, 0, zone);
    if (!since.isBefore(until)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "from 应早于 to");
    }
    if (Duration.between(since, until).toDays() > (long) MOST_YEARS * DAYS_A_YEAR) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "时间范围最长 " + MOST_YEARS + " 年");
    }
    return new LedgerQuery(
        since,
        until,
        zone,
        named("period", period, Period.values(), Period.NONE),
        named("group_by", by, Grouping.values(), Grouping.NONE));
  }

  private static Instant moment(String name, String text, int days, ZoneId zone) {
    try {
      return text.length() == "2026-01-31".length()
          ? LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, name + " 应为日期，或带时区的 RFC 3339 时间");
    }
  }

  private static <E extends Enum<E>> E named(
      String name, @Nullable String text, E[] values, E otherwise) {
    if (text == null) {
      return otherwise;
    }
    for (var value : values) {
      if (wire(value).equals(text)) {
        return value;
      }
    }
    throw new Refusal(ErrorCode.BAD_REQUEST, name + " 无效");
  }

  static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /// The period a moment lies in, such as `2026-11`, `2026-Q4`, `2026`; empty for none.
  String periodOf(Instant at) {
    var day = at.atZone(zone).toLocalDate();
    return switch (period) {
      case NONE -> "";
      case MONTH -> month(day);
      case QUARTER ->
          "%d-Q%d".formatted(day.getYear(), (day.getMonthValue() - 1) / MONTHS_A_QUARTER + 1);
      case YEAR -> Integer.toString(day.getYear());
    };
  }

  String monthOf(Instant at) {
    return month(at.atZone(zone).toLocalDate());
  }

  private static String month(LocalDate day) {
    return "%d-%02d".formatted(day.getYear(), day.getMonthValue());
  }
}
