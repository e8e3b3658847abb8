package dev.kefu.commerce;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Which page of a list is asked for.
///
/// @param after key of the last row of the page before; empty for the first page
public record ListRequest(int limit, String after) {

  private static final int MAX_LIMIT = 200;

  /// @throws Refusal `bad_request` for a limit out of bounds
  public static ListRequest of(int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 应在 1 到 " + MAX_LIMIT + " 之间");
    }
    return new ListRequest(limit, cursor == null ? "" : cursor);
  }

  /// One more than the page holds, so that it shows whether there is another.
  public int ask() {
    return limit + 1;
  }

  /// @param rows up to [#ask()] of them
  public <R, V> Page<V> page(List<R> rows, Function<R, V> view, Function<R, String> key) {
    return pageOf(rows, shown -> shown.stream().map(view).toList(), key);
  }

  /// The same for rows that are shown together.
  public <R, V> Page<V> pageOf(
      List<R> rows, Function<List<R>, List<V>> views, Function<R, String> key) {
    var shown = rows.size() > limit ? rows.subList(0, limit) : rows;
    var next = rows.size() > limit ? key.apply(shown.getLast()) : null;
    return new Page<>(views.apply(shown), next);
  }
}
