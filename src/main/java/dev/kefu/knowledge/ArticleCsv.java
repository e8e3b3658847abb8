package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/// Articles as comma-separated values. What stands in the cells is told by [ArticleSheet].
final class ArticleCsv {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private ArticleCsv() {}

  static String write(List<Article> articles) {
    return write(ArticleSheet.COLUMNS, articles.stream().map(ArticleSheet::cells).toList());
  }

  /// With a byte order mark, by which spreadsheets know UTF-8.
  static String write(List<String> header, List<List<String>> rows) {
    var text = new StringBuilder(BYTE_ORDER_MARK);
    try {
      CSVFormat.RFC4180.printRecord(text, header.toArray());
      for (var row : rows) {
        CSVFormat.RFC4180.printRecord(text, row.toArray());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /// @throws Refusal when the table cannot be read as one, or is too large
  static List<Incoming> read(String text, Instant now) {
    var sheet = new ArticleSheet(now);
    try (var csv = CSVParser.parse(text, CSVFormat.RFC4180)) {
      for (var record : csv) {
        sheet.add(Math.toIntExact(record.getRecordNumber()), record.toList());
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "不是有效的 CSV：引号没有成对，或文件不完整");
    }
    return sheet.rows();
  }
}
