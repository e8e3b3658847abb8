package dev.kefu.commerce.demo;

import dev.kefu.content.CsvRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Kinds of values that several of the demo shop's files have.
final class Csv {

  static final int MAX_FEN = 1_000_000_000;

  private static final int MAX_TEXT = 200;
  static final String CODE = "[^\\s|/]{1,64}";

  private Csv() {}

  /// A SKU, an order number, a buyer: the store's own string.
  static String code(CsvRow csv, String column) {
    var code = csv.required(column);
    if (!code.matches(CODE)) {
      throw csv.error(column, "'" + code + "' is longer than 64 or holds blanks, '|' or '/'");
    }
    return code;
  }

  static String text(CsvRow csv, String column) {
    var text = csv.required(column);
    if (text.length() > MAX_TEXT) {
      throw csv.error(column, "is longer than " + MAX_TEXT);
    }
    return text;
  }

  static long fen(CsvRow csv, String column) {
    return csv.integer(column, 0, MAX_FEN);
  }

  static @Nullable Long timeOrNull(CsvRow csv, String column, Instant importedAt) {
    return csv.text(column).isEmpty() ? null : csv.time(column, importedAt).toEpochMilli();
  }

  /// A courier of `shop.yaml`; any when that names none.
  static String courier(CsvRow csv, String column, List<String> known) {
    var courier = code(csv, column);
    if (!known.isEmpty() && !known.contains(courier)) {
      throw csv.error(column, "'" + courier + "' is no courier of shop.yaml");
    }
    return courier;
  }
}
