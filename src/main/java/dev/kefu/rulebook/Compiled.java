package dev.kefu.rulebook;

import dev.kefu.rulebook.Rules.Phrase;
import java.util.ArrayList;
import java.util.List;

/// A rulebook made ready to be searched for.
///
/// @param words of all promises and banned phrases, folded
record Compiled(Rules rules, List<Word> words) {

  /// @param text letters and digits only
  record Word(Phrase phrase, boolean promise, String text) {}

  static Compiled of(Rules rules) {
    var words = new ArrayList<Word>();
    rules.promises().forEach(p -> add(words, p, true));
    rules.banned().forEach(p -> add(words, p, false));
    return new Compiled(rules, List.copyOf(words));
  }

  private static void add(List<Word> words, Phrase phrase, boolean promise) {
    for (var word : phrase.words()) {
      words.add(new Word(phrase, promise, Reading.of(word).bare().text()));
    }
  }
}
