package dev.kefu.escalation;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table for a spreadsheet.
///
/// @param rows as wide as the headings
public record Sheet(String title, List<String> headings, List<List<Cell>> rows) {

  public Sheet {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
  }

  public sealed interface Cell {}

  /// @param text never taken for a formula, whatever it begins with
  public record Text(String text) implements Cell {}

  public record Count(long number) implements Cell {}

  /// Shown in yuan.
  public record Money(long fen) implements Cell {}

  /// A number with its places, such as seconds or a share.
  public record Decimal(BigDecimal number) implements Cell {}

  public static Cell text(@Nullable String text) {
    return new Text(text == null ? "" : text);
  }
}
