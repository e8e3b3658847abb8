package dev.kefu.assist;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Why a question counts as one that the knowledge did not answer.
enum GapSource {
  /// Nothing was suggested: no article came close.
  ABSTAINED,
  /// Staff said of a card that it was wrong.
  REJECTED,
  /// There were cards, and the agent wrote another answer.
  TYPED,
  /// A card was the beginning of another answer.
  EDITED,
  /// The shopper asked the same at least twice more.
  REPHRASED,
  /// The conversation was handed over while the shopper waited.
  TRANSFERRED,
  /// It went to a supervisor while the shopper waited.
  ESCALATED,
  /// An agent has put it on the list.
  RECORDED;

  String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  static String stored(Set<GapSource> sources) {
    return sources.stream().map(GapSource::wire).collect(Collectors.joining(" "));
  }

  static Set<GapSource> read(String stored) {
    var sources = EnumSet.noneOf(GapSource.class);
    for (var word : stored.split(" ", -1)) {
      if (!word.isEmpty()) {
        sources.add(valueOf(word.toUpperCase(Locale.ROOT)));
      }
    }
    return sources;
  }
}
