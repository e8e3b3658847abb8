package dev.kefu.rulebook;

import dev.kefu.rulebook.Rules.Phrase;
import java.util.ArrayList;
import java.util.List;

/// A rulebook made ready to be searched for.
///
/// @param words of all promises and banned phrases, folded
/// @param terms that are looked for behind disguises
record Compiled(Rules rules, List<Word> words, Terms terms) {

  /// @param text letters and digits only
  /// @param signs its characters
  /// @param except longer words that hold it and mean something else
  record Word(Phrase phrase, boolean promise, String text, Signs signs, List<String> except) {}

  static Compiled of(Rules rules) {
    var words = new ArrayList<Word>();
    rules.promises().forEach(p -> add(words, p, true));
    rules.banned().forEach(p -> add(words, p, false));
    return new Compiled(rules, List.copyOf(words), Terms.of(words.stream().map(Word::text)));
  }

  private static void add(List<Word> words, Phrase phrase, boolean promise) {
    var except = phrase.except().stream().map(Compiled::bare).toList();
    for (var word : phrase.words()) {
      var text = bare(word);
      words.add(new Word(phrase, promise, text, Signs.of(text), except));
    }
  }

  private static String bare(String word) {
    return Reading.of(word).bare().text();
  }
}
