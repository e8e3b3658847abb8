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

  /// The Unified Ideographs, which no normal form changes.
  private static final char FIRST_COMMON = '\u4e00';

  private static final char LAST_COMMON = '\u9fff';

  /// Simplified for traditional by UTF-16 unit, 0 for what stays.
  private static final char[] SIMPLIFIED = readTable();

  private Folding() {}

  /// NFKC, lower case, traditional to simplified, trimmed. Folding twice changes nothing.
  public static String fold(String text) {
    return text.length() == 1 && isPlain(text.charAt(0)) ? simplified(text) : foldAny(text);
  }

  /// What is in its normal form already: a digit, a small Latin letter, a common Chinese character.
  private static boolean isPlain(char c) {
    return (c >= FIRST_COMMON && c <= LAST_COMMON)
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9');
  }

  private static String simplified(String single) {
    var simplified = SIMPLIFIED[single.charAt(0)];
    return simplified == 0 ? single : String.valueOf(simplified);
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
