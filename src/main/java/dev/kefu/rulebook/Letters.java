package dev.kefu.rulebook;

/// Which characters a text holds, as a sieve: what is not found here is not in the text, and hardly
/// anything else is found.
final class Letters {

  /// A power of two. A reply of a hundred different characters fills a fortieth.
  private static final int PLACES = 4_096;

  private final long[] held = new long[PLACES / Long.SIZE];

  private Letters() {}

  static Letters of(CharSequence text) {
    var letters = new Letters();
    for (var i = 0; i < text.length(); i++) {
      var place = text.charAt(i) & (PLACES - 1);
      letters.held[place / Long.SIZE] |= 1L << place;
    }
    return letters;
  }

  /// Whether a character may be in the text; never false for one that is.
  boolean mayHold(char c) {
    var place = c & (PLACES - 1);
    return (held[place / Long.SIZE] & (1L << place)) != 0;
  }

  /// Whether one of these may be.
  boolean mayHoldAny(String characters) {
    for (var i = 0; i < characters.length(); i++) {
      if (mayHold(characters.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
