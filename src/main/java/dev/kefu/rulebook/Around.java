package dev.kefu.rulebook;

/// The words around a place in a text, up to where its sentence and its clause end.
///
/// @param before of the same sentence
/// @param after of the same sentence
/// @param clauseBefore of the same clause
/// @param clauseAfter of the same clause
record Around(String before, String after, String clauseBefore, String clauseAfter) {

  private static final String SENTENCE_ENDS = "。!?;\n";
  private static final String CLAUSE_ENDS = SENTENCE_ENDS + ",、:";

  static Around of(String text, int from, int to) {
    return new Around(
        text.substring(start(text, from, SENTENCE_ENDS), from),
        text.substring(to, end(text, to, SENTENCE_ENDS)),
        text.substring(start(text, from, CLAUSE_ENDS), from),
        text.substring(to, end(text, to, CLAUSE_ENDS)));
  }

  String sentence() {
    return before + after;
  }

  private static int start(String text, int from, String ends) {
    int at = from;
    while (at > 0 && !parts(text, at - 1, ends)) {
      at--;
    }
    return at;
  }

  private static int end(String text, int to, String ends) {
    int at = to;
    while (at < text.length() && !parts(text, at, ends)) {
      at++;
    }
    return at;
  }

  /// A comma between digits (`1,299`) parts nothing.
  private static boolean parts(String text, int at, String ends) {
    return ends.indexOf(text.charAt(at)) >= 0;
  }
}
