package dev.kefu.insight;

import dev.kefu.escalation.Sheet;
import dev.kefu.escalation.Sheet.Cell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A report as a sheet: times in seconds, money in yuan, shares of a hundred; the totals in the
/// last line.
final class ReportSheet {

  private static final Sheet.Cell TOTALS = new Sheet.Word("合计");

  /// What stands in these rows has names of ours; other rows have people's.
  private static final Set<Grouping> WORDED =
      EnumSet.of(Grouping.STAGE, Grouping.REASON, Grouping.FORM);

  /// Wire units to the sheet's: milliseconds to seconds, parts of one to percent.
  private static final int MS_PLACES = 3;

  private static final int PERCENT_PLACES = 2;

  private ReportSheet() {}

  static Sheet of(Report report) {
    var columns = columns(report);
    var worded = WORDED.stream().anyMatch(by -> Query.name(by).equals(report.groupBy()));
    var rows = new ArrayList<List<Cell>>();
    report.data().forEach(row -> rows.add(cells(row, worded, columns)));
    rows.add(line(TOTALS, TOTALS, report.totals(), columns));
    return new Sheet(report.report(), headings(report, columns), rows);
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
    var headings = new ArrayList<>(List.of(Headings.group(report.groupBy()), "名称"));
    columns.forEach(column -> headings.add(Headings.of(column)));
    return headings;
  }

  private static List<Cell> cells(Map<String, Object> row, boolean worded, Set<String> columns) {
    var key = String.valueOf(row.get("key"));
    var name = Objects.requireNonNullElse(row.get("name"), key).toString();
    return line(Sheet.text(key), worded ? new Sheet.Word(name) : Sheet.text(name), row, columns);
  }

  private static List<Cell> line(
      Cell key, Cell name, Map<String, Object> figures, Set<String> columns) {
    var cells = new ArrayList<>(List.of(key, name));
    columns.forEach(column -> cells.add(cell(column, figures.get(column))));
    return cells;
  }

  private static Cell cell(String column, @Nullable Object value) {
    if (!(value instanceof Number number)) {
      return Sheet.text(value == null ? null : value.toString());
    }
    if (column.endsWith("_ms")) {
      return new Sheet.Decimal(BigDecimal.valueOf(number.longValue(), MS_PLACES));
    }
    if (column.endsWith("_fen")) {
      return new Sheet.Money(number.longValue());
    }
    var exact = new BigDecimal(number.toString());
    return new Sheet.Decimal(
        column.endsWith("_rate") ? exact.movePointRight(PERCENT_PLACES) : exact);
  }
}
