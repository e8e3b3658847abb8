package dev.kefu.assist.draft;

import dev.kefu.rulebook.Masking;
import java.text.Normalizer;
import java.util.regex.Pattern;

/// What a shopper has said, as far as it may leave the house: without what belongs to a person
/// ([Masking]), without numbers, and without what could be taken for the end of a block of data.
final class Discretion {

  private static final String MASK = "***";
  private static final int MAX_CODE_POINTS = 200;

  /// Numbers of three digits and more, however they are parted: they need not be anybody's, but a
  /// model could take them for facts.
  private static final Pattern NUMBERS =
      Pattern.compile("[A-Za-z]{0,6}\\p{Nd}(?:[-_.· *()]{0,2}\\p{Nd}){2,}[A-Za-z]?");

  private Discretion() {}

  static String discreet(String text) {
    var plain = NUMBERS.matcher(Masking.mask(neutral(text))).replaceAll(MASK);
    var length = plain.codePointCount(0, plain.length());
    return length <= MAX_CODE_POINTS
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, MAX_CODE_POINTS));
  }

  /// One line of visible characters, none of which marks a block or a blank.
  static String neutral(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .replaceAll("[\\p{Cf}\\p{Cc}\\p{Co}\\p{Cn}\\p{Cs}\\u2028\\u2029]+", " ")
        .replace("⟦", "（")
        .replace("⟧", "）")
        .replaceAll("[<>`{}\\[\\]|\\\\#]", " ")
        .strip();
  }
}
