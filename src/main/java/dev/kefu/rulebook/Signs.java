package dev.kefu.rulebook;

import java.util.List;
import java.util.regex.Pattern;

/// Characters without which a pattern is not found in a text: of each group one has to be there.
///
/// Most replies promise nothing, and to see that by the characters they hold costs little beside
/// trying a pattern at each place.
final class Signs {

  /// More say little more.
  private static final int MOST = 3;

  /// None for a pattern that any text may hold.
  private final String[] groups;

  Signs(List<String> groups) {
    this.groups = groups.toArray(String[]::new);
  }

  /// Read from the pattern itself, so that no sign can be forgotten.
  ///
  /// @throws IllegalArgumentException for a pattern it cannot read
  static Signs of(Pattern pattern) {
    return new Signs(new SignReader(pattern.pattern()).read().best(MOST));
  }

  /// Every character of a word.
  static Signs of(String word) {
    return of(Pattern.compile(Pattern.quote(word)));
  }

  List<String> groups() {
    return List.of(groups);
  }

  /// Never false for a text that holds what the pattern says.
  boolean in(Letters text) {
    for (var group : groups) {
      if (!text.mayHoldAny(group)) {
        return false;
      }
    }
    return true;
  }
}
