package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.line.Unreadable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Reads a list of the platform page by page.
///
/// @param most pages; what lies behind them is not listed
record Pages(TopGateway gateway, int most) {

  /// A list, and whether it is all there is.
  record Listed(List<Row> rows, boolean whole) {}

  /// @param outer what the list stands in
  /// @param inner what each thing of it is called
  /// @param enough asked after each page with all that was read
  Answer<Listed> list(
      String method,
      Map<String, String> values,
      int size,
      String outer,
      String inner,
      Predicate<List<Row>> enough) {
    var all = new ArrayList<Row>();
    for (int page = 1; page <= most; page++) {
      var answer = page(method, values, size, outer, inner, page);
      switch (answer) {
        case Answer.Found<Page>(var found) -> {
          all.addAll(found.rows());
          var last = found.isLast((long) page * size);
          if (last || enough.test(all)) {
            return new Answer.Found<>(new Listed(all, last));
          }
        }
        case Answer.Missing<Page> _ -> {
          return new Answer.Found<>(new Listed(all, true));
        }
        case Answer.Failed<Page>(var reason) -> {
          return new Answer.Failed<>(reason);
        }
      }
    }
    return new Answer.Found<>(new Listed(all, false));
  }

  /// The end of a list that comes newest first, without the newest ones if they are too many: read
  /// from the last page on. What moves from page to page meanwhile may be told twice or not at all.
  ///
  /// @param least how many are enough
  Answer<List<Row>> oldest(
      String method, Map<String, String> values, int size, String outer, String inner, int least) {
    var first = page(method, values, size, outer, inner, 1);
    if (!(first instanceof Answer.Found<Page>(var newest))) {
      return rows(first);
    }
    var all = new ArrayList<Row>();
    var last = Math.ceilDiv(newest.total(), size);
    for (long page = last; page > 1 && last - page < most && all.size() < least; page--) {
      var next = page(method, values, size, outer, inner, page);
      if (!(next instanceof Answer.Found<Page>(var older))) {
        return rows(next);
      }
      all.addAll(older.rows());
    }
    if (all.size() < least) {
      all.addAll(newest.rows());
    }
    return new Answer.Found<>(all);
  }

  private static Answer<List<Row>> rows(Answer<Page> answer) {
    return answer instanceof Answer.Failed<Page>(var reason)
        ? new Answer.Failed<>(reason)
        : new Answer.Found<>(List.of());
  }

  private Answer<Page> page(
      String method,
      Map<String, String> values,
      int size,
      String outer,
      String inner,
      long number) {
    var asked = new HashMap<>(values);
    asked.put("page_no", Long.toString(number));
    asked.put("page_size", Integer.toString(size));
    return gateway.read(method, asked, body -> new Answer.Found<>(page(body, outer, inner)));
  }

  private record Page(List<Row> rows, boolean hasNext, boolean says, long total) {

    /// A page may be shorter than was asked for, or empty, and not be the last.
    ///
    /// @param places that were asked for so far
    boolean isLast(long places) {
      return says ? !hasNext : places >= total;
    }
  }

  /// The platform says `has_next` where it was asked to, and else how many there are.
  private static Page page(JsonNode body, String outer, String inner) {
    var rows = Row.list(body, outer, inner);
    var next = body.path("has_next");
    var total = body.path("total_results");
    if (next.isBoolean()) {
      return new Page(rows, next.booleanValue(), true, 0);
    }
    if (total.isIntegralNumber()) {
      return new Page(rows, false, false, total.longValue());
    }
    if (!rows.isEmpty()) {
      throw new Unreadable("does not say whether there is more");
    }
    return new Page(rows, false, true, 0);
  }
}
