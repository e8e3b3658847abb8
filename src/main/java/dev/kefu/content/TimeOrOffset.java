package dev.kefu.content;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/// Times as content files write them: RFC 3339 with offset, or an ISO 8601 duration from the moment
/// of the import on, with a sign for the past, so that a demo shop never grows old.
public final class TimeOrOffset {

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private TimeOrOffset() {}

  /// @param text such as `2026-12-12T00:00:00+08:00`, `-PT26H` or `P10D`
  /// @throws IllegalArgumentException whose message says what was expected
  public static Instant parse(String text, Instant importedAt) {
    try {
      var time =
          isOffset(text)
              ? importedAt.plus(Duration.parse(text))
              : OffsetDateTime.parse(text).toInstant();
      if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
        return time;
      }
      throw new IllegalArgumentException(
          "a time between 1970 and 2200 is expected, not '" + text + "'");
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "a time with offset (2026-12-12T00:00:00+08:00) or a duration (-PT26H) is expected, not '"
              + text
              + "'",
          e);
    }
  }

  private static boolean isOffset(String text) {
    return text.startsWith("P") || text.startsWith("-P") || text.startsWith("+P");
  }
}
