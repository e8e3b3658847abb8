package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Articles as rows of a table, whatever file the table stands in. What is written here and read
/// again is the same.
///
/// Lists stand in one cell, split by `|`; a `|` inside is written `\|`. A cell that a spreadsheet
/// would take for a formula gets an apostrophe before it, which reading takes away again.
final class ArticleSheet {

  static final int MAX_ROWS = 50_000;
  static final int MAX_CELL = 10_000;

  /// What all cells together may hold: as much as the largest file of plain text.
  private static final long MAX_TEXT = 10_000_000;

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
          "escalate",
          "emergency",
          "answers");

  /// What a download of failed rows adds. Reading does not look at it.
  static final String ERROR = "error";

  private final Instant now;
  private final List<Incoming> rows = new ArrayList<>();
  private List<String> header = List.of();
  private long left = MAX_TEXT;

  /// For reading one table.
  ///
  /// @param now what relative times count from
  ArticleSheet(Instant now) {
    this.now = now;
  }

  /// An article's cells in the order of [#COLUMNS], as they are written.
  static List<String> cells(Article article) {
    return cells(article.id(), article.fields(), Wire.nameOf(article.status()));
  }

  static List<String> cells(String id, ArticleFields fields, String status) {
    return List.of(
            id,
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
            status,
            fields.category(),
            orEmpty(fields.validFrom()),
            orEmpty(fields.validUntil()),
            Boolean.toString(fields.escalate()),
            Cells.join(fields.emergency()),
            Cells.variants(fields.answers()))
        .stream()
        .map(ArticleSheet::guarded)
        .toList();
  }

  private static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /// Takes the next row; the first that is not blank is the header.
  ///
  /// @param number of the row, as the sheet shows it
  /// @throws Refusal when the table cannot be read as one, or is too large
  void add(int number, List<String> cells) {
    if (cells.stream().allMatch(String::isBlank) && cells.size() <= 1) {
      return;
    }
    if (header.isEmpty()) {
      header = header(cells);
      return;
    }
    if (rows.size() == MAX_ROWS) {
      throw new Refusal(ErrorCode.TOO_LARGE, "最多 " + MAX_ROWS + " 行");
    }
    if (cells.size() != header.size()) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          "第 " + number + " 行有 " + cells.size() + " 列，表头有 " + header.size() + " 列");
    }
    rows.add(row(number, cells));
  }

  /// The names of the columns; empty before the header was read.
  List<String> header() {
    return header;
  }

  List<Incoming> rows() {
    return rows;
  }

  private static List<String> header(List<String> cells) {
    var names = new LinkedHashSet<String>();
    for (var name : cells) {
      var column = name.strip().toLowerCase(Locale.ROOT);
      if (!(COLUMNS.contains(column) || column.equals(ERROR)) || !names.add(column)) {
        throw new Refusal(
            ErrorCode.BAD_REQUEST,
            "表头有未知或重复的列“" + shortened(name) + "”，可用的列：" + String.join("、", COLUMNS));
      }
    }
    return List.copyOf(names);
  }

  private Incoming row(int number, List<String> cells) {
    var values = new HashMap<String, String>();
    for (int i = 0; i < header.size(); i++) {
      var cell = cells.get(i);
      left -= cell.length();
      if (cell.length() > MAX_CELL || left < 0) {
        throw new Refusal(
            ErrorCode.TOO_LARGE,
            left < 0 ? "表格内容过多" : "第 " + number + " 行有超过 " + MAX_CELL + " 字的单元格");
      }
      values.put(header.get(i), unguarded(cell));
    }
    return new Row(number, values, now);
  }

  private static String shortened(String text) {
    return text.length() > 40 ? text.substring(0, 40) + "…" : text;
  }

  static String guarded(String cell) {
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
    public List<String> cells() {
      return COLUMNS.stream().map(c -> guarded(values.getOrDefault(c, ""))).toList();
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
          cells.textOrNull("channel", old.channel()),
          cells.list("emergency", old.emergency()),
          cells.variants("answers", old.answers()));
    }
  }
}
