package dev.kefu.rulebook;

import java.util.BitSet;

/// Characters one of which has to be in a text for a pattern to be found in it: most replies hold
/// none, and a look at each character costs a hundredth of what the pattern does.
final class Signs {

  private final BitSet any = new BitSet();

  private Signs(String characters) {
    characters.chars().forEach(any::set);
  }

  static Signs of(String characters) {
    return new Signs(characters);
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
