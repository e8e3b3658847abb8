package dev.kefu.base;

import java.util.regex.Pattern;

/// The public's telephone lines for complaints.
public final class Hotline {

  /// Not as a part of somebody's number.
  private static final Pattern NUMBER = Pattern.compile("(?<!\\d)(?:12315|12345)(?!\\d)");

  private Hotline() {}

  /// Whether a text names one.
  ///
  /// @param folded see [Folding]
  public static boolean isNamedIn(String folded) {
    return NUMBER.matcher(folded).find();
  }
}
