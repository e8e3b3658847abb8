package dev.kefu.assist;

import dev.kefu.base.Folding;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Names what a shopper wants, by the nearest example.
///
/// Compares the pairs of neighbouring characters two texts share (Dice's coefficient): a label for
/// people and statistics, which nothing is decided by.
@Component
class Intents {

  /// Below this two short texts share no more than words like 怎么.
  private static final double NEAR = 0.5;

  private final HelpRows rows;

  Intents(HelpRows rows) {
    this.rows = rows;
  }

  Optional<String> of(String text) {
    var pairs = pairs(text);
    String nearest = null;
    double best = NEAR;
    for (var intent : rows.intents()) {
      for (var example : intent.examples()) {
        var likeness = likeness(pairs, pairs(example));
        if (likeness > best) {
          best = likeness;
          nearest = intent.intent();
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  private static double likeness(Set<String> a, Set<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return 0;
    }
    var shared = a.stream().filter(b::contains).count();
    return 2.0 * shared / (a.size() + b.size());
  }

  private static Set<String> pairs(String text) {
    var words = Folding.fold(text).replaceAll("[^\\p{L}\\p{N}]", "");
    var pairs = new HashSet<String>();
    for (int i = 0; i + 1 < words.length(); i++) {
      pairs.add(words.substring(i, i + 2));
    }
    return pairs;
  }
}
