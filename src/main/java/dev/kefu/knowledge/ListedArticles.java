package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The articles as lists show them: with how often they are suggested ([ArticleUse]), in an order,
/// and only those that are wanted. Only conditions that are asked for stand in a statement, so that
/// each order and each of the rarer conditions finds its index.
@Component
class ListedArticles {

  /// Names of one kind that a list can be narrowed by.
  private static final int MOST_NAMES = 200;

  private final JdbcClient reader;

  ListedArticles(@ReadOnly JdbcClient reader) {
    this.reader = reader;
  }

  /// What stands first; each from the greatest down, articles that are equal by their identifiers.
  enum Order {
    UPDATED("updated_at"),
    SHOWN("shown"),
    ADOPTION("adoption"),
    LOW_ADOPTION("neglect");

    private final String column;

    Order(String column) {
      this.column = column;
    }
  }

  /// Which articles a list shows; null and false for any.
  ///
  /// @param q a part of question, similar wordings or answer, in any writing
  /// @param feedback with something that staff said and nobody has settled
  /// @param unused published, and not suggested within [ArticleUse#DAYS]
  record Filter(
      @Nullable String q,
      @Nullable ArticleStatus status,
      @Nullable ArticleStage stage,
      @Nullable String category,
      @Nullable String owner,
      boolean feedback,
      boolean unused) {

    static final Filter ALL = new Filter(null, null, null, null, null, false, false);

    Filter with(@Nullable ArticleStatus other) {
      return new Filter(q, other, stage, category, owner, feedback, unused);
    }
  }

  /// Where one page of a list ends.
  ///
  /// @param key of the last article, what the list is ordered by
  record Place(long key, String id) {}

  /// Of the last [ArticleUse#DAYS] days.
  ///
  /// @param feedback what staff said and nobody has settled, however old
  record Use(long shown, long usedAsIs, long usedEdited, long markedWrong, long feedback) {}

  record Listed(Article article, Use use, Place place) {}

  /// @param after null for the first page
  List<Listed> list(Filter filter, Order order, @Nullable Place after, int limit) {
    var where = conditions(filter);
    if (after != null) {
      where.add("(%1$s < :after_key or (%1$s = :after_key and id < :after_id))");
    }
    var statement =
        """
        select id, version, published_version, status, fields, created_at, updated_at, updated_by,
          shown, used_as_is, used_edited, marked_wrong, feedback, %1$s as place
        from article
        """
            + (where.isEmpty() ? "" : "where " + String.join("\n  and ", where) + "\n")
            + """
            order by %1$s desc, id desc
            limit :limit
            """;
    return reader
        .sql(statement.formatted(order.column))
        .param("like", filter.q() == null ? null : like(filter.q()))
        .param("status", nameOf(filter.status()))
        .param("stage", nameOf(filter.stage()))
        .param("category", filter.category())
        .param("owner", filter.owner())
        .param("after_id", after == null ? null : after.id())
        .param("after_key", after == null ? null : after.key())
        .param("limit", limit)
        .query(ListedArticles::listed)
        .list();
  }

  private static List<String> conditions(Filter filter) {
    var where = new ArrayList<String>();
    if (filter.feedback()) {
      where.add("feedback > 0");
    }
    if (filter.unused()) {
      where.add("shown = 0 and status = 'PUBLISHED'");
    }
    if (filter.owner() != null) {
      where.add("owner = :owner");
    }
    if (filter.category() != null) {
      where.add("category = :category");
    }
    if (filter.status() != null) {
      where.add("status = :status");
    }
    if (filter.stage() != null) {
      where.add("stage = :stage");
    }
    if (filter.q() != null) {
      where.add("search_text like :like escape '!'");
    }
    return where;
  }

  /// How many articles a name stands on.
  record Name(String name, long articles) {}

  /// The categories, most articles first.
  List<Name> categories() {
    return reader
        .sql(
            """
            select category as name, count(*) as articles from article
            where category <> ''
            group by category
            order by articles desc, category
            limit :most
            """)
        .param("most", MOST_NAMES)
        .query((row, _) -> new Name(row.getString("name"), row.getLong("articles")))
        .list();
  }

  /// Who answers for articles, most articles first.
  List<Name> owners() {
    return reader
        .sql(
            """
            select owner as name, count(*) as articles from article
            where owner is not null
            group by owner
            order by articles desc, owner
            limit :most
            """)
        .param("most", MOST_NAMES)
        .query((row, _) -> new Name(row.getString("name"), row.getLong("articles")))
        .list();
  }

  /// Articles with something that staff said and nobody has settled.
  long withFeedback() {
    return reader.sql("select count(*) from article where feedback > 0").query(Long.class).single();
  }

  private static String like(String part) {
    var escaped = Folding.fold(part).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped + "%";
  }

  private static @Nullable String nameOf(@Nullable Enum<?> value) {
    return value == null ? null : value.name();
  }

  private static Listed listed(ResultSet row, int number) throws SQLException {
    var article = ArticleTable.article(row, number);
    return new Listed(
        article,
        new Use(
            row.getLong("shown"),
            row.getLong("used_as_is"),
            row.getLong("used_edited"),
            row.getLong("marked_wrong"),
            row.getLong("feedback")),
        new Place(row.getLong("place"), article.id()));
  }
}
