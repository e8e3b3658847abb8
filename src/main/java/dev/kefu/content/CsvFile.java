package dev.kefu.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// Reads CSV (RFC 4180) with one exact header line.
public final class CsvFile {

  private static final int MAX_ROWS = 200_000;

  private CsvFile() {}

  /// @param header the columns, in order, all of them
  /// @throws ContentError when the header differs, a row has more or fewer values, or the quotes do
  ///   not match
  public static List<CsvRow> read(ContentFile file, String... header) {
    var format = CSVFormat.RFC4180.builder().setHeader(header).setIgnoreEmptyLines(false).get();
    var rows = new ArrayList<CsvRow>();
    var headerSeen = false;
    long line = 1;
    try (var parser = CSVParser.parse(file.text(), format)) {
      for (var records = parser.iterator(); records.hasNext(); ) {
        var values = records.next();
        if (headerSeen) {
          rows.add(row(file, (int) line, values, header));
        } else {
          checkHeader(file, values, header);
          headerSeen = true;
        }
        // the next record is not read yet, so this is where it begins
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new ContentError(file.name(), (int) line, "is not CSV: " + reason(e), e);
    }
    if (!headerSeen) {
      throw file.error(1, "the header is missing: " + String.join(",", header));
    }
    return rows;
  }

  /// The same for a file that has grown columns: those behind may be left out, all of them
  /// together, and are empty then.
  public static List<CsvRow> read(ContentFile file, List<String> header, List<String> behind) {
    var whole = Stream.concat(header.stream(), behind.stream()).toArray(String[]::new);
    var first = file.text().lines().findFirst().orElse("");
    return first.strip().equals(String.join(",", header))
        ? read(file, header.toArray(String[]::new))
        : read(file, whole);
  }

  private static void checkHeader(ContentFile file, CSVRecord values, String... header) {
    if (!values.toList().equals(List.of(header))) {
      throw file.error(
          1,
          "the header is '"
              + String.join(",", values.toList())
              + "', expected is '"
              + String.join(",", header)
              + "'");
    }
  }

  private static CsvRow row(ContentFile file, int line, CSVRecord values, String... header) {
    if (values.size() != header.length) {
      throw file.error(
          line, "has " + values.size() + " values, the header has " + header.length + " columns");
    }
    if (values.getRecordNumber() > MAX_ROWS) {
      throw file.error(line, "more than " + MAX_ROWS + " rows");
    }
    return new CsvRow(file, line, values);
  }

  private static String reason(Exception e) {
    var cause = e.getCause() instanceof IOException io ? io : e;
    return String.valueOf(cause.getMessage());
  }
}
