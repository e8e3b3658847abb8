package dev.kefu.knowledge;

import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What went out together: each release is one change of what searches find, seen as a whole or not
/// at all, and can be brought back.
@Component
class Releases {

  private static final int MOST_ITEMS = 60_000;

  private final JdbcClient writer;
  private final JdbcClient reader;
  private final Changes changes;

  Releases(JdbcClient writer, @ReadOnly JdbcClient reader, Changes changes) {
    this.writer = writer;
    this.reader = reader;
    this.changes = changes;
  }

  enum Kind {
    IMPORTED,
    PUBLISHED,
    RETIRED,
    ROLLED_BACK
  }

  /// What became of one article.
  ///
  /// @param before the version that was found before; null for none
  /// @param after the version that is found from then on; null for none
  record Item(String article, @Nullable Long before, @Nullable Long after) {

    static Item of(@Nullable Article before, Article after) {
      return new Item(
          after.id(), before == null ? null : before.publishedVersion(), after.publishedVersion());
    }
  }

  /// @param number of the change of the index
  /// @param backTo the release that was brought back; null for other kinds
  /// @param articles how many
  record Release(
      long number,
      Kind kind,
      @Nullable String note,
      @Nullable Long backTo,
      String by,
      Instant at,
      int articles) {}

  /// Notes what changes together. Call in the transaction that stored the articles, after them.
  ///
  /// @return the number that the index has to follow
  long record(
      Kind kind,
      List<Item> items,
      Author author,
      Instant at,
      @Nullable String note,
      @Nullable Long backTo) {
    long number = changes.next();
    writer
        .sql(
            """
            insert into knowledge_release (number, kind, note, back_to, author_id, author_name, at)
            values (:number, :kind, :note, :backTo, :author, :name, :at)
            """)
        .param("number", number)
        .param("kind", kind.name())
        .param("note", note)
        .param("backTo", backTo)
        .param("author", author.id())
        .param("name", author.name())
        .param("at", at.toEpochMilli())
        .update();
    for (var item : items) {
      changes.mark(item.article(), number);
      add(number, item);
    }
    return number;
  }

  private void add(long number, Item item) {
    writer
        .sql(
            """
            insert into knowledge_release_item (release, article_id, before_version, after_version)
            values (:number, :article, :before, :after)
            """)
        .param("number", number)
        .param("article", item.article())
        .param("before", item.before())
        .param("after", item.after())
        .update();
  }

  /// Newest first.
  ///
  /// @param before only older ones than this number
  List<Release> list(long before, int limit) {
    return reader
        .sql(
            """
            select r.number, r.kind, r.note, r.back_to, r.author_name, r.at,
              (select count(*) from knowledge_release_item i where i.release = r.number) as articles
            from knowledge_release r
            where r.number < :before
            order by r.number desc
            limit :limit
            """)
        .param("before", before)
        .param("limit", limit)
        .query(Releases::release)
        .list();
  }

  /// What became of an article when it last went out or back, with whatever release.
  Optional<Item> lastOf(String article) {
    return reader
        .sql(
            """
            select article_id, before_version, after_version
            from knowledge_release_item
            where article_id = :article
            order by release desc
            limit 1
            """)
        .param("article", article)
        .query(Releases::item)
        .optional();
  }

  /// How shoppers' questions last found an article.
  ///
  /// @param at since when that version
  /// @param by who published it or brought it back
  /// @param until when it went out of use; null while it is found
  record Found(long version, Instant at, String by, @Nullable Instant until) {}

  /// Nothing for an article that was never found.
  Optional<Found> lastFound(String article) {
    return reader
        .sql(
            """
            select i.after_version, r.at, r.author_name,
              (select min(later.at)
               from knowledge_release_item j
               join knowledge_release later on later.number = j.release
               where j.article_id = i.article_id and j.release > i.release) as ended_at
            from knowledge_release_item i
            join knowledge_release r on r.number = i.release
            where i.article_id = :article and i.after_version is not null
            order by i.release desc
            limit 1
            """)
        .param("article", article)
        .query((row, _) -> {
          var until = longOrNull(row, "ended_at");
          return new Found(
              row.getLong("after_version"),
              Instant.ofEpochMilli(row.getLong("at")),
              row.getString("author_name"),
              until == null ? null : Instant.ofEpochMilli(until));
        })
        .optional();
  }

  /// What became of each article of a release.
  List<Item> items(long number) {
    return reader
        .sql(
            """
            select article_id, before_version, after_version
            from knowledge_release_item
            where release = :number
            order by article_id
            limit :most
            """)
        .param("number", number)
        .param("most", MOST_ITEMS)
        .query(Releases::item)
        .list();
  }

  /// For every article that later releases have touched, what was found of it after release
  /// `number` (`before`), and what the last of them left (`after`). As the writer sees it.
  List<Item> since(long number) {
    return writer
        .sql(
            """
            select i.article_id, i.before_version, j.after_version
            from (
              select article_id, min(release) as first_one, max(release) as last_one
              from knowledge_release_item
              where release > :number
              group by article_id) t
            join knowledge_release_item i
              on i.article_id = t.article_id and i.release = t.first_one
            join knowledge_release_item j
              on j.article_id = t.article_id and j.release = t.last_one
            order by i.article_id
            limit :most
            """)
        .param("number", number)
        .param("most", MOST_ITEMS)
        .query(Releases::item)
        .list();
  }

  /// As the writer sees it.
  boolean exists(long number) {
    return writer
            .sql("select count(*) from knowledge_release where number = :number")
            .param("number", number)
            .query(Integer.class)
            .single()
        > 0;
  }

  private static Release release(ResultSet row, int number) throws SQLException {
    return new Release(
        row.getLong("number"),
        Kind.valueOf(row.getString("kind")),
        row.getString("note"),
        longOrNull(row, "back_to"),
        row.getString("author_name"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getInt("articles"));
  }

  private static Item item(ResultSet row, int number) throws SQLException {
    return new Item(
        row.getString("article_id"),
        longOrNull(row, "before_version"),
        longOrNull(row, "after_version"));
  }

  private static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(value);
  }
}
