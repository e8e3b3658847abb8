package dev.kefu.knowledge;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Page;
import dev.kefu.base.Refusal;
import dev.kefu.content.ShopProfile;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Pages of the articles.
@Component
class ArticleLists {

  private static final int MAX_PAGE = 200;
  private static final int BATCH = 500;

  private final ListedArticles articles;
  private final ArticleDeletion deletion;
  private final ShopProfile shop;
  private final Clock clock;

  ArticleLists(ListedArticles articles, ArticleDeletion deletion, ShopProfile shop, Clock clock) {
    this.articles = articles;
    this.deletion = deletion;
    this.shop = shop;
    this.clock = clock;
  }

  private record Row(ListedView view, ListedArticles.Place place) {}

  /// @param life only those that stand so now; null for all
  Page<ListedView> page(
      ListedArticles.Filter filter,
      @Nullable ArticleLife life,
      ListedArticles.Order order,
      @Nullable String cursor,
      int limit) {
    var wanted = life == null || filter.status() != null ? filter : filter.with(life.status());
    var windows = shop.windows();
    var now = clock.instant();
    var found = new ArrayList<Row>();
    var place = Cursor.place(cursor);
    int batch = life == null ? limit + 1 : BATCH;
    var more = true;
    while (more && found.size() <= limit) {
      var listed = articles.list(wanted, order, place, batch);
      for (var each : listed) {
        if (life == null || ArticleLife.of(each.article(), windows, now) == life) {
          var deletesAt = deletion.deletesAt(each.article());
          found.add(new Row(ListedView.of(each, windows, deletesAt, now), each.place()));
        }
        place = each.place();
      }
      more = listed.size() == batch;
    }
    return page(found, limit, Row::view, last -> Cursor.of(last.place()));
  }

  /// @param found one more than `limit` when there is a further page
  static <T, V> Page<V> page(
      List<T> found, int limit, Function<T, V> view, Function<T, String> cursor) {
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new Page<>(
        shown.stream().map(view).toList(),
        found.size() > limit ? cursor.apply(shown.getLast()) : null);
  }

  static int checked(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit 要在 1 到 " + MAX_PAGE + " 之间");
    }
    return limit;
  }
}
