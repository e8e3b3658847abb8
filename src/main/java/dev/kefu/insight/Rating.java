package dev.kefu.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a `rate` event, as far as it is counted.
record Rating(int score, List<String> tags) {

  /// From here on a shopper counts as satisfied.
  static final int SATISFIED_FROM = 4;

  static final int BEST = 5;

  Rating(int score, @Nullable List<String> tags) {
    this.score = score;
    this.tags = tags == null ? List.of() : List.copyOf(tags);
  }
}
