package dev.kefu.bench;

import java.util.ArrayList;
import java.util.List;

/// A server in a comparison.
///
/// @param name as it stands in the table
/// @param database what its database uses beside it
/// @param rounds of the direction that is being compared
/// @param flaws what was missing or came in a wrong order, whenever it did
record Contestant(
    String name, Served served, Meter database, Load load, List<Round> rounds, List<String> flaws) {

  Contestant(String name, Served served, Meter database, Load load) {
    this(name, served, database, load, new ArrayList<>(), new ArrayList<>());
  }

  /// The median.
  double perSecond() {
    var sorted = rounds.stream().mapToDouble(Round::perSecond).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  /// The least.
  double cost() {
    return cheapest().cost();
  }

  Round cheapest() {
    return rounds.stream()
        .min((one, other) -> Double.compare(one.cost(), other.cost()))
        .orElseThrow();
  }

  Round last() {
    return rounds.getLast();
  }
}
