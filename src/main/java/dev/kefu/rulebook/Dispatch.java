package dev.kefu.rulebook;

import dev.kefu.content.DispatchDays;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// When what is paid leaves.
///
/// @param cutoff `16:00`: what is paid before it leaves the same day; null when nothing is promised
/// @param rest days of the week on which nothing leaves: `sunday`
/// @param closed single days on which nothing leaves: `2027-02-16`
record Dispatch(@Nullable String cutoff, List<String> rest, List<String> closed) {

  // What is left out is no day.
  @SuppressWarnings("NullAway")
  Dispatch {
    rest = rest == null ? List.of() : List.copyOf(rest);
    closed = closed == null ? List.of() : List.copyOf(closed);
  }

  DispatchDays days(ZoneId zone) {
    return new DispatchDays(
        zone,
        cutoff == null ? null : LocalTime.parse(cutoff),
        rest.stream()
            .map(day -> DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet()),
        closed.stream().map(LocalDate::parse).collect(Collectors.toSet()));
  }
}
