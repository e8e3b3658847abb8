package dev.kefu.insight;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The rows of a report while they are counted, by what they stand for.
final class Rows<T extends Tally> {

  private static final int HOURS = 24;

  private final Query query;
  private final Supplier<T> fresh;
  private final T totals;
  private final Map<String, T> rows = new TreeMap<>();

  /// Days and hours without anything in them are rows, too: a gap in a plot would lie.
  Rows(Query query, Supplier<T> fresh) {
    this.query = query;
    this.fresh = fresh;
    totals = fresh.get();
    switch (query.by()) {
      case DAY ->
          query
              .day(query.from())
              .datesUntil(query.day(query.to().minusMillis(1)).plusDays(1))
              .forEach(day -> row(day.toString()));
      case HOUR -> {
        for (var hour = 0; hour < HOURS; hour++) {
          row(hour(hour));
        }
      }
      case NONE, AGENT, STAGE, TAG, REASON, ARTICLE, FORM -> {
        // These have a row once there is something in it.
      }
    }
  }

  T totals() {
    return totals;
  }

  T row(String key) {
    return rows.computeIfAbsent(key, _ -> fresh.get());
  }

  /// The row of a moment or a stage; null when rows stand for something else.
  @Nullable T row(Instant at, String stage) {
    return switch (query.by()) {
      case DAY -> row(query.day(at).toString());
      case HOUR -> row(hour(query.time(at).getHour()));
      case STAGE -> row(stage);
      case NONE, AGENT, TAG, REASON, ARTICLE, FORM -> null;
    };
  }

  private static String hour(int hour) {
    return String.format(Locale.ROOT, "%02d", hour);
  }

  /// @param names what people call the keys
  Report report(String name, Map<String, String> names) {
    var entries = new ArrayList<>(rows.entrySet());
    if (!query.by().ordered()) {
      entries.sort(
          Comparator.comparingLong((Map.Entry<String, T> e) -> e.getValue().weight()).reversed());
    }
    var shown =
        entries.stream()
            .limit(query.limit())
            .map(e -> figures(e.getKey(), names.get(e.getKey()), e.getValue()))
            .toList();
    return Report.of(name, query, figures(totals), shown, entries.size() > shown.size());
  }

  private static Map<String, Object> figures(Tally tally) {
    var figures = new Figures();
    tally.write(figures);
    return figures.values();
  }

  private static Map<String, Object> figures(String key, @Nullable String name, Tally tally) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("key", key);
    if (name != null) {
      row.put("name", name);
    }
    row.putAll(figures(tally));
    return row;
  }
}
