package dev.kefu.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What was found wrong, by invariant, and how much was looked at, so that nobody takes a check
/// that saw nothing for one that found nothing.
final class Findings {

  private static final int KEPT = 5;

  private final Map<String, List<String>> wrong = new TreeMap<>();
  private final Map<String, Long> counts = new TreeMap<>();

  void wrong(String invariant, String text) {
    var known = wrong.computeIfAbsent(invariant, _ -> new ArrayList<>());
    if (known.size() < KEPT) {
      known.add(text);
    }
    count("found " + invariant);
  }

  void count(String what) {
    counts.merge(what, 1L, Long::sum);
  }

  void count(String what, long howMuch) {
    counts.merge(what, howMuch, Long::sum);
  }

  /// Keeps the largest.
  void most(String what, long howMuch) {
    counts.merge(what, howMuch, Math::max);
  }

  long counted(String what) {
    return counts.getOrDefault(what, 0L);
  }

  /// The first few of each invariant that does not hold.
  Map<String, List<String>> wrong() {
    return wrong;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    counts.forEach((what, n) -> text.append("%-28s %d%n".formatted(what, n)));
    wrong.forEach((invariant, examples) ->
        text.append(invariant)
            .append(" DOES NOT HOLD:\n  ")
            .append(String.join("\n  ", examples))
            .append('\n'));
    return text.toString();
  }
}
