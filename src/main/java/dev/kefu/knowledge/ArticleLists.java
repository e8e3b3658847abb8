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

/// Pages of the articles, last changed first.
@Component
class ArticleLists {

  private static final int MAX_PAGE = 200;
  private static final int BATCH = 500;

  private final ArticleTable table;
  private final ShopProfile shop;
  private final Clock clock;

  ArticleLists(ArticleTable table, ShopProfile shop, Clock clock) {
    this.table = table;
    this.shop = shop;
    this.clock = clock;
  }

  /// @param life only those that stand so now; null for all
  Page<ArticleView> page(
      ArticleTable.Filter filter, @Nullable ArticleLife life, @Nullable String cursor, int limit) {
    var windows = shop.windows();
    var now = clock.instant();
    var found = new ArrayList<ArticleView>();
    var place = Cursor.place(cursor);
    int batch = life == null ? limit + 1 : BATCH;
    var more = true;
    while (more && found.size() <= limit) {
      var articles = table.list(filter, place, batch);
      for (var article : articles) {
        if (life == null || ArticleLife.of(article, windows, now) == life) {
          found.add(ArticleView.of(article, windows, now));
        }
        place = new ArticleTable.Place(article.updatedAt(), article.id());
      }
      more = articles.size() == batch;
    }
    return page(
        found,
        limit,
        v -> v,
        last -> Cursor.of(new ArticleTable.Place(last.updatedAt(), last.id())));
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
