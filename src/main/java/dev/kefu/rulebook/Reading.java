package dev.kefu.rulebook;

import org.jspecify.annotations.Nullable;

/// One text in the two forms the checks read.
///
/// @param tight without blanks and ornaments, but with the punctuation that parts sentences and
///   numbers
/// @param bare letters and digits only: what is left of a word that was broken up to hide it
/// @param letters of the tight text, which has those of the bare one
record Reading(String original, Folded tight, Folded bare, Letters letters) {

  private static final String PUNCTUATION = "。!?;\n,、:¥%+";

  /// Means something between two digits (`12.50`, `2-3`, `10~20`) and nothing between two words.
  private static final String BETWEEN_DIGITS = ".-~/";

  static Reading of(String original) {
    var folded = Folded.of(original);
    return of(original, folded, folded.keep(Reading::keptTight));
  }

  private static Reading of(String original, Folded folded, Folded tight) {
    return new Reading(original, tight, bare(folded), Letters.of(tight.text()));
  }

  /// The same text with the words put back that it hides; null when it hides none.
  @Nullable Reading unmasked(Terms terms) {
    var seen = Unmasked.of(tight, letters, terms);
    return seen == null ? null : of(original, seen, seen);
  }

  private static Folded bare(Folded folded) {
    return folded.keep((text, i) -> Character.isLetterOrDigit(text.charAt(i)));
  }

  private static boolean keptTight(String text, int i) {
    char unit = text.charAt(i);
    if (Character.isLetterOrDigit(unit) || PUNCTUATION.indexOf(unit) >= 0) {
      return true;
    }
    if (BETWEEN_DIGITS.indexOf(unit) >= 0) {
      return digit(text, i - 1) && digit(text, i + 1);
    }
    return unit == ' ' && partsTwoNumbers(text, i);
  }

  /// `38 129` are two numbers; `4 0` is one that was pulled apart.
  private static boolean partsTwoNumbers(String text, int blank) {
    int next = blank + 1;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return digit(text, blank - 1)
        && digit(text, next)
        && (digit(text, blank - 2) || digit(text, next + 1));
  }

  private static boolean digit(String text, int i) {
    return i >= 0 && i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9';
  }
}
