package dev.kefu.knowledge;

import java.util.List;

/// The shop's own words.
///
/// @param groups of words that mean the same, the shop's own word first in each
/// @param lexicon words that are taken whole, each once and in the order of their characters
record Words(List<List<String>> groups, List<String> lexicon) {

  static final Words NONE = new Words(List.of(), List.of());

  Words {
    groups = groups.stream().map(List::copyOf).toList();
    lexicon = lexicon.stream().distinct().sorted().toList();
  }

  Words withGroups(List<List<String>> other) {
    return new Words(other, lexicon);
  }

  Words withLexicon(List<String> other) {
    return new Words(groups, other);
  }

  boolean isEmpty() {
    return groups.isEmpty() && lexicon.isEmpty();
  }
}
