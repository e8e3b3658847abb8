package dev.kefu.content;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/// One row of a CSV file that knows its line, so that every mistake can be told with it.
///
/// Each reading method throws a [ContentError] when the value is not of that kind.
public final class CsvRow {

  private final ContentFile file;
  private final int line;
  private final CSVRecord values;

  CsvRow(ContentFile file, int line, CSVRecord values) {
    this.file = file;
    this.line = line;
    this.values = values;
  }

  public int line() {
    return line;
  }

  /// @param column where the mistake is
  public ContentError error(String column, String reason) {
    return file.error(line, column + ": " + reason);
  }

  /// A value that may be empty, without the blanks around it; empty for a column that was left out.
  public String text(String column) {
    return values.isMapped(column) ? values.get(column).strip() : "";
  }

  /// A value that may not be empty.
  public String required(String column) {
    return find(column).orElseThrow(() -> error(column, "is empty"));
  }

  /// A value, or nothing when it is empty.
  public Optional<String> find(String column) {
    return Optional.of(text(column)).filter(t -> !t.isEmpty());
  }

  /// One of a few words.
  public String oneOf(String column, Set<String> words) {
    var text = required(column);
    if (!words.contains(text)) {
      throw error(column, "'" + text + "' is none of " + words.stream().sorted().toList());
    }
    return text;
  }

  public int integer(String column, int min, int max) {
    var text = required(column);
    try {
      var value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException _) {
      // told below, as any other number out of bounds
    }
    throw error(
        column, "a whole number from " + min + " to " + max + " is expected, not '" + text + "'");
  }

  /// `0` or `1`.
  public boolean bool(String column) {
    return integer(column, 0, 1) == 1;
  }

  /// @see TimeOrOffset
  public Instant time(String column, Instant importedAt) {
    try {
      return TimeOrOffset.parse(required(column), importedAt);
    } catch (IllegalArgumentException e) {
      throw error(column, String.valueOf(e.getMessage()));
    }
  }

  /// The parts of a value split by `|`; none when it is empty.
  public List<String> parts(String column) {
    var text = text(column);
    if (text.isEmpty()) {
      return List.of();
    }
    var parts = List.of(text.split("\\|", -1)).stream().map(String::strip).toList();
    if (parts.contains("")) {
      throw error(column, "a part between two '|' is empty");
    }
    return parts;
  }
}
