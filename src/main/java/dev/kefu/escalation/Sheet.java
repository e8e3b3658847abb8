package dev.kefu.escalation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table for a spreadsheet.
///
/// @param rows as wide as the headings
record Sheet(String title, List<String> headings, List<List<Cell>> rows) {

  Sheet {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
  }

  sealed interface Cell {}

  /// @param text never taken for a formula, whatever it begins with
  record Text(String text) implements Cell {}

  record Count(long number) implements Cell {}

  /// Shown in yuan.
  record Money(long fen) implements Cell {}

  static Cell text(@Nullable String text) {
    return new Text(text == null ? "" : text);
  }
}
