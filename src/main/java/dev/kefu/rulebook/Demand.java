package dev.kefu.rulebook;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/// What is demanded: of each group one character.
///
/// @param groups all of them have to be met; none demands nothing
record Demand(List<BitSet> groups) {

  /// Groups kept while reading; many more would only say again what these say.
  private static final int KEPT = 6;

  /// In nearly every reply, and so hardly signs of anything.
  private static final String EVERYWHERE = "的您一不了在可以我们请亲天给有是好下这就会能到发货人个来";

  private static final int COMMON = 12;

  static final Demand NOTHING = new Demand(List.of());

  Demand and(Demand next) {
    var both = new ArrayList<>(groups);
    both.addAll(next.groups);
    return new Demand(rarest(both, KEPT));
  }

  Demand or(Demand other) {
    var either = new ArrayList<BitSet>();
    for (var mine : groups) {
      for (var yours : other.groups) {
        var joined = (BitSet) mine.clone();
        joined.or(yours);
        either.add(joined);
      }
    }
    return new Demand(rarest(either, KEPT));
  }

  List<String> best(int most) {
    return rarest(groups, most).stream()
        .map(group ->
            group.stream()
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
        .map(StringBuilder::toString)
        .toList();
  }

  /// The rarest first, and none that says mostly what a rarer one says.
  private static List<BitSet> rarest(List<BitSet> groups, int most) {
    var kept = new ArrayList<BitSet>();
    for (var group : groups.stream().sorted(Comparator.comparingInt(Demand::weight)).toList()) {
      if (kept.size() < most && kept.stream().noneMatch(rarer -> isMuchLike(group, rarer))) {
        kept.add(group);
      }
    }
    return kept;
  }

  private static boolean isMuchLike(BitSet group, BitSet rarer) {
    var shared = (BitSet) group.clone();
    shared.and(rarer);
    return 2 * shared.cardinality() > rarer.cardinality();
  }

  private static int weight(BitSet group) {
    return group.stream().map(c -> EVERYWHERE.indexOf(c) >= 0 ? COMMON : 1).sum();
  }
}
