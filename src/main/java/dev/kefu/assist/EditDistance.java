package dev.kefu.assist;

/// How far a text was changed: the least number of characters to insert, delete or replace, over
/// the length of the longer text. 0 is the same text, 1 another one.
final class EditDistance {

  private EditDistance() {}

  static double between(String a, String b) {
    var from = a.strip().codePoints().toArray();
    var to = b.strip().codePoints().toArray();
    var longer = Math.max(from.length, to.length);
    return longer == 0 ? 0 : (double) edits(from, to) / longer;
  }

  /// Levenshtein's distance, two rows at a time.
  private static int edits(int[] from, int[] to) {
    var previous = new int[to.length + 1];
    for (int j = 0; j <= to.length; j++) {
      previous[j] = j;
    }
    var current = new int[to.length + 1];
    for (int i = 1; i <= from.length; i++) {
      current[0] = i;
      for (int j = 1; j <= to.length; j++) {
        int replaced = previous[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      }
      var swap = previous;
      previous = current;
      current = swap;
    }
    return previous[to.length];
  }
}
