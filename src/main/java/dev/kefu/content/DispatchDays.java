package dev.kefu.content;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// When what is paid leaves: the cut-off of each day, and the days on which nothing leaves.
///
/// @param cutoff what is paid before it leaves the same day; null when the shop promises nothing
/// @param rest days of the week on which nothing leaves
/// @param closed single days on which nothing leaves
public record DispatchDays(
    ZoneId zone, @Nullable LocalTime cutoff, Set<DayOfWeek> rest, Set<LocalDate> closed) {

  /// No holiday is longer.
  private static final int MOST_DAYS = 60;

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");

  public DispatchDays {
    rest = Set.copyOf(rest);
    closed = Set.copyOf(closed);
  }

  public LocalDate dayOf(Instant at) {
    return at.atZone(zone).toLocalDate();
  }

  /// The day on which what is paid at a moment leaves; empty when the shop promises none.
  public Optional<LocalDate> leaves(Instant paid) {
    var end = cutoff;
    if (end == null) {
      return Optional.empty();
    }
    var at = paid.atZone(zone);
    var first = at.toLocalTime().isBefore(end) ? at.toLocalDate() : at.toLocalDate().plusDays(1);
    return Stream.iterate(first, day -> day.plusDays(1))
        .limit(MOST_DAYS)
        .filter(this::isOpen)
        .findFirst();
  }

  private boolean isOpen(LocalDate day) {
    return !rest.contains(day.getDayOfWeek()) && !closed.contains(day);
  }

  /// What may be said of it now: 今天16:00前付款今天发，现在下单明天发. Empty when the shop promises nothing.
  public Optional<String> words(Instant now) {
    var end = cutoff;
    var leaves = leaves(now);
    if (end == null || leaves.isEmpty()) {
      return Optional.empty();
    }
    var today = dayOf(now);
    var before = "今天" + CLOCK.format(end) + "前付款今天发";
    if (leaves.get().equals(today)) {
      return Optional.of(before);
    }
    var later = "现在下单" + named(leaves.get(), today) + "发";
    return Optional.of(isOpen(today) ? before + "，" + later : "今天不发货，" + later);
  }

  /// 今天, 明天, or the date.
  public static String named(LocalDate day, LocalDate today) {
    if (day.equals(today)) {
      return "今天";
    }
    return day.equals(today.plusDays(1)) ? "明天" : DAY.format(day);
  }
}
