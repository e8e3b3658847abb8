package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.util.ArrayList;
import java.util.List;

/// Finds a text in others, character by character: half of one is never found.
final class Finder {

  private final String wanted;
  private final boolean folded;

  private Finder(String wanted, boolean folded) {
    this.wanted = wanted;
    this.folded = folded;
  }

  /// From a character to before another, in UTF-16 units.
  record Place(int from, int to) {}

  /// @param wanted not empty
  /// @param folded whether any writing of it is found, as [Folding] has it
  static Finder of(String wanted, boolean folded) {
    return new Finder(folded ? fold(wanted) : wanted, folded);
  }

  /// Where it stands, from the left to the right; none of them overlap.
  List<Place> placesIn(String text) {
    var places = new ArrayList<Place>();
    int at = 0;
    while (at < text.length()) {
      int end = folded ? endOfFolded(text, at) : endOfExact(text, at);
      if (end > at) {
        places.add(new Place(at, end));
        at = end;
      } else {
        at = text.offsetByCodePoints(at, 1);
      }
    }
    return places;
  }

  /// @return where it ends; `at` when it is not there
  private int endOfExact(String text, int at) {
    return text.startsWith(wanted, at) ? at + wanted.length() : at;
  }

  private int endOfFolded(String text, int at) {
    int matched = 0;
    int end = at;
    while (matched < wanted.length() && end < text.length()) {
      int point = text.codePointAt(end);
      var next = fold(point);
      if (!wanted.startsWith(next, matched)) {
        return at;
      }
      matched += next.length();
      end += Character.charCount(point);
    }
    return matched == wanted.length() ? end : at;
  }

  private static String fold(String text) {
    var out = new StringBuilder();
    text.codePoints().mapToObj(Finder::fold).forEach(out::append);
    return out.toString();
  }

  /// Unlike in whole texts a space is one here: it stands between others.
  private static String fold(int point) {
    var folded = Folding.fold(Character.toString(point));
    return folded.isEmpty() ? " " : folded;
  }
}
