package dev.kefu.assist;

import dev.kefu.base.Folding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/// The pairs of neighbouring characters in a text.
record Pairs(Set<String> pairs) {

  Pairs {
    pairs = Set.copyOf(pairs);
  }

  static Pairs of(String text) {
    var words = Folding.fold(text).replaceAll("[^\\p{L}\\p{N}]", "");
    var pairs = new HashSet<String>();
    for (int i = 0; i + 1 < words.length(); i++) {
      pairs.add(words.substring(i, i + 2));
    }
    return new Pairs(pairs);
  }

  /// Dice's coefficient: 1 for the same pairs, 0 for none in common.
  double likeness(Pairs other) {
    if (pairs.isEmpty() || other.pairs.isEmpty()) {
      return 0;
    }
    var shared = pairs.stream().filter(other.pairs::contains).count();
    return 2.0 * shared / (pairs.size() + other.pairs.size());
  }

  /// The one that is most like all others; of several the first.
  static <T> T middle(List<T> all, Function<T, String> text) {
    var pairs = all.stream().map(text).map(Pairs::of).toList();
    int best = 0;
    double most = -1;
    for (int i = 0; i < all.size(); i++) {
      var own = pairs.get(i);
      int self = i;
      double sum =
          IntStream.range(0, all.size())
              .filter(other -> other != self)
              .mapToDouble(other -> own.likeness(pairs.get(other)))
              .sum();
      if (sum > most) {
        most = sum;
        best = i;
      }
    }
    return all.get(best);
  }
}
