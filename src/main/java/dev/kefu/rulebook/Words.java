package dev.kefu.rulebook;

import dev.kefu.rulebook.Rules.Phrase;
import java.util.ArrayList;
import java.util.List;

/// The words of all promises and banned phrases, folded, in the order of the rulebook.
final class Words {

  private final List<Word> all;

  /// One sign of each, in the same order: hundreds of words are passed over by looking at it.
  private final String signs;

  /// @param text letters and digits only
  /// @param signs its characters
  /// @param except longer words that hold it and mean something else
  record Word(Phrase phrase, boolean promise, String text, Signs signs, List<String> except) {}

  /// @param all each of a character at least
  Words(List<Word> all) {
    this.all = List.copyOf(all);
    var first = new StringBuilder();
    all.forEach(word -> first.append(word.signs().groups().getFirst()));
    signs = first.toString();
    if (signs.length() != all.size()) {
      throw new IllegalArgumentException("a word has one character at each place");
    }
  }

  /// Those a text may hold; never without one that it holds.
  List<Word> mayBeIn(Letters text) {
    var found = new ArrayList<Word>();
    for (int i = 0; i < signs.length(); i++) {
      if (text.mayHold(signs.charAt(i)) && all.get(i).signs().in(text)) {
        found.add(all.get(i));
      }
    }
    return found;
  }
}
