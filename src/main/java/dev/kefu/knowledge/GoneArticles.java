package dev.kefu.knowledge;

import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Articles that were deleted: their names and nothing of what they said, see
/// `docs/decisions/0031-retired-articles-are-deleted.md`.
@Component
class GoneArticles {

  private final JdbcClient writer;
  private final JdbcClient reader;

  GoneArticles(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// @param question what it was called last
  record Gone(String id, String question) {}

  /// As committed.
  Optional<Gone> find(String id) {
    return reader
        .sql("select id, question from article_gone where id = :id")
        .param("id", id)
        .query((row, _) -> new Gone(row.getString("id"), row.getString("question")))
        .optional();
  }

  /// Which of these are gone, as the writer sees it.
  ///
  /// @param ids a few hundred at most
  Set<String> among(Collection<String> ids) {
    return ids.isEmpty()
        ? Set.of()
        : new HashSet<>(
            writer
                .sql("select id from article_gone where id in (:ids) limit :most")
                .param("ids", ids)
                .param("most", ids.size())
                .query((row, _) -> row.getString("id"))
                .list());
  }

  /// Those that are out of use since then or longer, the longest first.
  List<String> due(Instant since, int limit) {
    return reader
        .sql(
            """
            select id from article
            where status = 'RETIRED' and updated_at <= :since
            order by updated_at, id
            limit :limit
            """)
        .param("since", since.toEpochMilli())
        .param("limit", limit)
        .query((row, _) -> row.getString("id"))
        .list();
  }

  /// Leaves nothing of an article but its name. Call in the writer's transaction, for one that is
  /// out of use.
  void delete(Article article, Instant at) {
    writer
        .sql(
            """
            insert into article_gone (id, question, version, change, retired_at, retired_by, gone_at)
            select id, question, version, change, updated_at, updated_by, :at
            from article
            where id = :id
            """)
        .param("id", article.id())
        .param("at", at.toEpochMilli())
        .update();
    for (var statement :
        List.of(
            "delete from article_similar where article_id = :id",
            "delete from article_version where article_id = :id",
            "delete from article_distinct where first_id = :id or second_id = :id",
            "delete from article_writer where article = :id",
            "delete from article_use where article = :id",
            "delete from article where id = :id")) {
      writer.sql(statement).param("id", article.id()).update();
    }
  }
}
