package dev.kefu.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// How often characters, and characters side by side, stand in Chinese of any kind. Read from a
/// table in the program when it is first asked, some milliseconds; half a megabyte. Any thread.
final class CharacterPairs {

  private static final String TABLE = "character-pairs.txt";
  private static final Row NONE = new Row("", 0, 0);

  private final Map<Character, Row> rows = new HashMap<>();
  private final double all;

  /// @param next each that follows, and how often as a power of two
  /// @param often how often it stands anywhere
  /// @param followed how often anything that is known follows
  private record Row(String next, double often, double followed) {}

  private static final class Loaded {
    private static final CharacterPairs TABLE = new CharacterPairs();
  }

  private CharacterPairs() {
    try (InputStream in = CharacterPairs.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("The table of characters is missing from the program");
      }
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> rows.put(line.charAt(0), row(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    all = rows.values().stream().mapToDouble(Row::often).sum();
  }

  private static Row row(String line) {
    double followed = 0;
    for (int i = 3; i < line.length(); i += 2) {
      followed += times(line.charAt(i));
    }
    return new Row(line.substring(2), times(line.charAt(1)), followed);
  }

  private static double times(char power) {
    return 1L << (power - 'a');
  }

  /// Which share of all characters this one is.
  static double share(char c) {
    return row(c).often() / Loaded.TABLE.all;
  }

  /// Which share of what follows the first one the second is; 0 for two that are no neighbours.
  static double share(char first, char second) {
    var row = row(first);
    for (int i = 0; i < row.next().length(); i += 2) {
      if (row.next().charAt(i) == second) {
        return times(row.next().charAt(i + 1)) / row.followed();
      }
    }
    return 0;
  }

  private static Row row(char c) {
    return Loaded.TABLE.rows.getOrDefault(c, NONE);
  }
}
