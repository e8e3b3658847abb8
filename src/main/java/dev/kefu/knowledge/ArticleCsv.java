package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/// Articles as a table. What is written here and read again is the same.
///
/// Lists stand in one cell, split by `|`; a `|` inside is written `\|`. A cell that a spreadsheet
/// would take for a formula gets an apostrophe before it, which reading takes away again.
final class ArticleCsv {

  private static final int MAX_ROWS = 50_000;
  private static final int MAX_CELL = 10_000;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  static final List<String> COLUMNS =
      List.of(
          "id",
          "question",
          "similar",
          "negative",
          "answer",
          "channel",
          "product",
          "stage",
          "risk",
          "window",
          "owner",
          "tags",
          "status",
          "category",
          "valid_from",
          "valid_until",
          "escalate");

  private ArticleCsv() {}

  /// With a byte order mark, by which spreadsheets know UTF-8.
  static String write(Iterable<Article> articles) {
    var text = new StringBuilder(BYTE_ORDER_MARK);
    try {
      CSVFormat.RFC4180.printRecord(text, COLUMNS.toArray());
      for (var article : articles) {
        var cells = cells(article).stream().map(ArticleCsv::guarded).toArray();
        CSVFormat.RFC4180.printRecord(text, cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static List<String> cells(Article article) {
    var fields = article.fields();
    return List.of(
        article.id(),
        fields.question(),
        Cells.join(fields.similar()),
        Cells.join(fields.negative()),
        fields.answer(),
        orEmpty(fields.channel()),
        Cells.join(fields.skus()),
        Wire.nameOf(fields.stage()),
        Wire.nameOf(fields.risk()),
        orEmpty(fields.window()),
        orEmpty(fields.owner()),
        Cells.join(fields.tags()),
        Wire.nameOf(article.status()),
        fields.category(),
        orEmpty(fields.validFrom()),
        orEmpty(fields.validUntil()),
        Boolean.toString(fields.escalate()));
  }

  private static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /// @throws Refusal when the table cannot be read as one, or is too large
  static List<Incoming> read(String text, Instant now) {
    var rows = new ArrayList<Incoming>();
    try (var csv = CSVParser.parse(text, CSVFormat.RFC4180)) {
      List<String> header = null;
      for (var record : csv) {
        if (isBlank(record)) {
          continue;
        }
        if (header == null) {
          header = header(record);
        } else {
          rows.add(row(record, header, now));
        }
        if (rows.size() > MAX_ROWS) {
          throw new Refusal(ErrorCode.TOO_LARGE, "最多 " + MAX_ROWS + " 行");
        }
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "不是有效的 CSV：引号没有成对，或文件不完整");
    }
    return rows;
  }

  private static boolean isBlank(CSVRecord record) {
    return record.size() == 1 && record.get(0).isBlank();
  }

  private static List<String> header(CSVRecord record) {
    var names = new LinkedHashSet<String>();
    for (var name : record) {
      var column = name.strip().toLowerCase(Locale.ROOT);
      if (!COLUMNS.contains(column) || !names.add(column)) {
        throw new Refusal(
            ErrorCode.BAD_REQUEST,
            "表头有未知或重复的列“" + shortened(name) + "”，可用的列：" + String.join("、", COLUMNS));
      }
    }
    return List.copyOf(names);
  }

  private static Incoming row(CSVRecord record, List<String> header, Instant now) {
    int number = Math.toIntExact(record.getRecordNumber());
    if (record.size() != header.size()) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          "第 " + number + " 行有 " + record.size() + " 列，表头有 " + header.size() + " 列");
    }
    var cells = new HashMap<String, String>();
    for (int i = 0; i < header.size(); i++) {
      var cell = record.get(i);
      if (cell.length() > MAX_CELL) {
        throw new Refusal(ErrorCode.TOO_LARGE, "第 " + number + " 行有超过 " + MAX_CELL + " 字的单元格");
      }
      cells.put(header.get(i), unguarded(cell));
    }
    return new Row(number, cells, now);
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  private static String guarded(String cell) {
    return looksLikeFormula(cell) ? "'" + cell : cell;
  }

  private static String unguarded(String cell) {
    return cell.startsWith("'") && looksLikeFormula(cell) ? cell.substring(1) : cell;
  }

  /// Behind any number of apostrophes, so that guarding can be undone whatever the text was.
  private static boolean looksLikeFormula(String cell) {
    int first = 0;
    while (first < cell.length() && cell.charAt(first) == '\'') {
      first++;
    }
    return first < cell.length() && "=+-@\t\r".indexOf(cell.charAt(first)) >= 0;
  }

  /// A column that the table lacks leaves the article as it is; an empty cell empties the field.
  private record Row(int row, Map<String, String> values, Instant now) implements Incoming {

    @Override
    public String id() {
      return values.getOrDefault("id", "").strip();
    }

    @Override
    public ArticleFields over(@Nullable ArticleFields existing, List<Mistake> mistakes) {
      var old = existing == null ? ArticleFields.blank() : existing;
      var cells = new Cells(values, now, mistakes);
      return new ArticleFields(
          cells.text("question", old.question()),
          cells.list("similar", old.similar()),
          cells.list("negative", old.negative()),
          cells.text("answer", old.answer()),
          cells.text("category", old.category()),
          cells.oneOf("stage", ArticleStage.class, ArticleStage.ANY, old.stage()),
          cells.list("product", old.skus()),
          cells.oneOf("risk", Risk.class, Risk.LOW, old.risk()),
          cells.time("valid_from", old.validFrom()),
          cells.time("valid_until", old.validUntil()),
          cells.textOrNull("window", old.window()),
          cells.textOrNull("owner", old.owner()),
          cells.list("tags", old.tags()),
          cells.bool("escalate", old.escalate()),
          cells.textOrNull("channel", old.channel()));
    }
  }
}
