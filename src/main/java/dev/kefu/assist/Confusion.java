package dev.kefu.assist;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// How often messages that want one thing were named another.
final class Confusion {

  private final Map<String, Map<String, Integer>> table = new TreeMap<>();
  private int of;
  private int right;

  /// A message counts once: as what it was named if that is right, else as the first of what it
  /// wants.
  ///
  /// @param wanted one label or several
  void add(Set<String> wanted, String named) {
    var known = wanted.contains(named);
    var label = known ? named : wanted.stream().sorted().findFirst().orElse(named);
    table.computeIfAbsent(label, _ -> new TreeMap<>()).merge(named, 1, Integer::sum);
    of++;
    right += known ? 1 : 0;
  }

  int of() {
    return of;
  }

  int right() {
    return right;
  }

  /// By what was wanted, then by what it was named; without what never happened.
  Map<String, Map<String, Integer>> table() {
    return table;
  }

  /// All names that were given.
  List<String> names() {
    var names = new TreeSet<String>();
    table.values().forEach(row -> names.addAll(row.keySet()));
    return List.copyOf(names);
  }
}
