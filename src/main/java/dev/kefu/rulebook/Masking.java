package dev.kefu.rulebook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a text what belongs to a person, for those who read it without having been in the
/// conversation: mobile phones, identity cards, mail addresses, and long numbers whatever they are.
public final class Masking {

  private static final String MASK = "***";

  private static final Pattern MAIL =
      Pattern.compile("(?<number>[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,})");

  /// Orders, parcels, cards, accounts: six digits say more than a price or a date without a year.
  private static final Pattern LONG =
      Pattern.compile("(?<![0-9a-zA-Z])(?<number>[a-zA-Z]{0,6}[0-9]{6,30})(?![0-9a-zA-Z])");

  private Masking() {}

  /// Whether something was taken out.
  public static boolean isMasked(String text) {
    return text.contains(MASK);
  }

  public static String mask(String text) {
    var masked = text;
    for (var pattern : new Pattern[] {MAIL, PersonalData.MOBILE, PersonalData.CARD, LONG}) {
      masked = without(masked, pattern.matcher(PersonalData.halfWidth(masked)));
    }
    return masked;
  }

  /// @param found in a text of the same length
  private static String without(String text, Matcher found) {
    var masked = new StringBuilder();
    int done = 0;
    while (found.find()) {
      masked.append(text, done, found.start("number")).append(MASK);
      done = found.end("number");
    }
    return done == 0 ? text : masked.append(text, done, text.length()).toString();
  }
}
