package dev.kefu.rulebook;

import dev.kefu.rulebook.Rules.Phrase;
import dev.kefu.rulebook.Words.Word;
import java.util.ArrayList;
import java.util.List;

/// A rulebook made ready to be searched for.
///
/// @param terms that are looked for behind disguises
record Compiled(Rules rules, Words words, Terms terms) {

  static Compiled of(Rules rules) {
    var words = new ArrayList<Word>();
    rules.promises().forEach(p -> add(words, p, true));
    rules.banned().forEach(p -> add(words, p, false));
    return new Compiled(rules, new Words(words), Terms.of(words.stream().map(Word::text)));
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
