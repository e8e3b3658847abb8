package dev.kefu.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Named validity windows: a promotion, a holiday. What names one holds only inside it.
public record Windows(List<Window> all) {

  public static final Windows NONE = new Windows(List.of());

  public Windows {
    all = List.copyOf(all);
  }

  public Optional<Window> find(String name) {
    return all.stream().filter(w -> w.name().equals(name)).findFirst();
  }

  /// @param from the first moment inside
  /// @param until the first moment no longer inside
  public record Window(String name, String title, Instant from, Instant until) {

    public boolean holds(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }
}
