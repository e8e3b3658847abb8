package dev.kefu.insight;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/// A report as a sheet: UTF-8 with a mark that spreadsheets know it by, Chinese headings, times in
/// seconds, money in yuan, shares of a hundred; the totals in the last line.
final class ReportCsv {

  private static final char MARK = '\uFEFF';
  private static final String FORMULA = "=+-@\t\r";
  private static final String TOTALS = "合计";

  /// Wire units to the sheet's: milliseconds to seconds, fen to yuan, parts of one to percent.
  private static final int MS_PLACES = 3;

  private static final int FEN_PLACES = 2;
  private static final int PERCENT_PLACES = 2;

  private ReportCsv() {}

  static String write(Report report) {
    var columns = columns(report);
    var out = new StringBuilder().append(MARK);
    line(out, headings(report, columns));
    report.data().forEach(row -> line(out, cells(row, columns)));
    line(out, totals(report, columns));
    return out.toString();
  }

  private static void line(StringBuilder out, List<String> cells) {
    out.append(CSVFormat.RFC4180.format(cells.toArray())).append("\r\n");
  }

  private static Set<String> columns(Report report) {
    var columns = new LinkedHashSet<String>();
    report.data().forEach(row -> columns.addAll(row.keySet()));
    columns.addAll(report.totals().keySet());
    columns.remove("key");
    columns.remove("name");
    return columns;
  }

  private static List<String> headings(Report report, Set<String> columns) {
    var cells = new ArrayList<>(List.of(Headings.group(report.groupBy()), "名称"));
    columns.forEach(column -> cells.add(Headings.of(column)));
    return cells;
  }

  private static List<String> cells(Map<String, Object> row, Set<String> columns) {
    var key = safe(String.valueOf(row.get("key")));
    var name = row.get("name");
    var cells = new ArrayList<>(List.of(key, name == null ? key : safe(name.toString())));
    columns.forEach(column -> cells.add(cell(column, row.get(column))));
    return cells;
  }

  private static List<String> totals(Report report, Set<String> columns) {
    var cells = new ArrayList<>(List.of(TOTALS, TOTALS));
    columns.forEach(column -> cells.add(cell(column, report.totals().get(column))));
    return cells;
  }

  private static String cell(String column, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (!(value instanceof Number number)) {
      return safe(value.toString());
    }
    if (column.endsWith("_ms")) {
      return BigDecimal.valueOf(number.longValue(), MS_PLACES).toPlainString();
    }
    if (column.endsWith("_fen")) {
      return BigDecimal.valueOf(number.longValue(), FEN_PLACES).toPlainString();
    }
    if (column.endsWith("_rate")) {
      return new BigDecimal(number.toString()).movePointRight(PERCENT_PLACES).toPlainString();
    }
    return number.toString();
  }

  /// Text that a spreadsheet would take for a formula gets an apostrophe before it.
  private static String safe(String text) {
    return !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
