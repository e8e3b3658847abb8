package dev.kefu.knowledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What agents see of hits.
final class Shown {

  private Shown() {}

  /// The first card; null when nothing is shown.
  static @Nullable Hit first(List<Hit> hits) {
    return hits.isEmpty() || hits.getFirst().confidence() == Confidence.NONE
        ? null
        : hits.getFirst();
  }
}
