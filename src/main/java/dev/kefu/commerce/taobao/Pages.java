package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
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
      var asked = new HashMap<>(values);
      asked.put("page_no", Integer.toString(page));
      asked.put("page_size", Integer.toString(size));
      var answer =
          gateway.read(method, asked, body -> new Answer.Found<>(page(body, outer, inner)));
      switch (answer) {
        case Answer.Found<Page>(var found) -> {
          all.addAll(found.rows());
          var last = found.isLast(all.size());
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

  private record Page(List<Row> rows, boolean hasNext, boolean says, long total) {

    boolean isLast(int readSoFar) {
      return rows.isEmpty() || (says ? !hasNext : readSoFar >= total);
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
