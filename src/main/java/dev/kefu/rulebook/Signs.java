package dev.kefu.rulebook;

import java.util.BitSet;
import java.util.regex.Pattern;

/// Characters one of which has to be in a text for a pattern to be found in it. Most replies hold
/// none, and looking at each character once costs little beside trying a pattern at each.
final class Signs {

  private static final Pattern LOOK_AROUND = Pattern.compile("\\(\\?<?[=!][^)]*\\)");

  private final BitSet any = new BitSet();

  private Signs(String characters) {
    characters.chars().forEach(any::set);
  }

  static Signs of(String characters) {
    return new Signs(characters);
  }

  /// What the words of a pattern begin with, so that a new word cannot be forgotten here.
  ///
  /// @param words parted by `|`; each begins with a letter or digit, behind looks around it
  static Signs ofFirst(String words) {
    var first = new StringBuilder();
    for (var word : LOOK_AROUND.matcher(words).replaceAll("").split("\\|", -1)) {
      if (word.isEmpty() || !Character.isLetterOrDigit(word.charAt(0))) {
        throw new IllegalArgumentException("begins with no letter: " + words);
      }
      first.append(word.charAt(0));
    }
    return new Signs(first.toString());
  }

  boolean in(String text) {
    for (var i = 0; i < text.length(); i++) {
      if (any.get(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
