package dev.kefu.escalation;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A table for a spreadsheet. Its title, its headings and its [Word]s are ours, in Chinese, and
/// come in the reader's language.
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

  /// @param word one of ours, such as the name of a form
  public record Word(String word) implements Cell {}

  public record Count(long number) implements Cell {}

  /// Shown in yuan.
  public record Money(long fen) implements Cell {}

  /// A number with its places, such as seconds or a share.
  public record Decimal(BigDecimal number) implements Cell {}

  public static Cell text(@Nullable String text) {
    return new Text(text == null ? "" : text);
  }

  /// @param words gives the word of a language for one in Chinese
  Sheet in(UnaryOperator<String> words) {
    return new Sheet(
        words.apply(title),
        headings.stream().map(words).toList(),
        rows.stream().map(row -> row.stream().map(cell -> in(words, cell)).toList()).toList());
  }

  private static Cell in(UnaryOperator<String> words, Cell cell) {
    return cell instanceof Word(var word) ? new Word(words.apply(word)) : cell;
  }
}
