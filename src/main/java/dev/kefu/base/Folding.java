package dev.kefu.base;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/// Makes different writings of the same words equal: full width and half width, capitals,
/// traditional and simplified characters, the space around. For comparing and searching, never for
/// showing.
public final class Folding {

  private static final String TABLE = "simplified.txt";

  /// For what folds to no character, or to more than one.
  public static final char SEVERAL = Character.MAX_VALUE;

  /// Simplified for traditional by UTF-16 unit, 0 for what stays.
  private static final char[] SIMPLIFIED = readTable();

  /// What single characters fold to, 0 while nobody asked. A race only finds out the same twice.
  private static final char[] SINGLE = new char[Character.MAX_VALUE + 1];

  private Folding() {}

  /// NFKC, lower case, traditional to simplified, trimmed. Folding twice changes nothing.
  public static String fold(String text) {
    if (text.length() == 1) {
      var folded = fold(text.charAt(0));
      if (folded != SEVERAL) {
        return folded == text.charAt(0) ? text : String.valueOf(folded);
      }
    }
    return foldAny(text);
  }

  /// What a character by itself folds to; [#SEVERAL] when that is not one character.
  public static char fold(char c) {
    var known = SINGLE[c];
    if (known == 0) {
      var folded = foldAny(String.valueOf(c));
      known = folded.length() == 1 && folded.charAt(0) != 0 ? folded.charAt(0) : SEVERAL;
      SINGLE[c] = known;
    }
    return known;
  }

  private static String foldAny(String text) {
    var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    var chars = Normalizer.normalize(folded, Normalizer.Form.NFKC).toCharArray();
    for (int i = 0; i < chars.length; i++) {
      var simplified = SIMPLIFIED[chars[i]];
      if (simplified != 0) {
        chars[i] = simplified;
      }
    }
    return new String(chars).strip();
  }

  private static char[] readTable() {
    var table = new char[Character.MAX_VALUE + 1];
    try (InputStream in = Folding.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException(TABLE + " is missing from the program");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> addPairs(line, table));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  private static void addPairs(String line, char[] table) {
    for (int i = 0; i + 1 < line.length(); i += 2) {
      table[line.charAt(i)] = line.charAt(i + 1);
    }
  }
}
