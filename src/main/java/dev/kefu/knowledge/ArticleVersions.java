package dev.kefu.knowledge;

import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Everything that was ever saved of the articles there are. Nothing is changed here, and removed
/// only with its article.
@Component
class ArticleVersions {

  private final JdbcClient writer;
  private final JdbcClient reader;

  ArticleVersions(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// Call in the transaction that changes the article.
  void add(ArticleVersion version) {
    writer
        .sql(
            """
            insert into article_version (article_id, version, action, fields, author_id,
              author_name, at, why)
            values (:article, :version, :action, :fields, :author, :name, :at, :why)
            """)
        .param("article", version.article())
        .param("version", version.version())
        .param("action", version.action().name())
        .param("fields", StoredFields.write(version.fields()))
        .param("author", version.author().id())
        .param("name", version.author().name())
        .param("at", version.at().toEpochMilli())
        .param("why", version.why())
        .update();
  }

  /// Newest first.
  ///
  /// @param before only older ones than this version
  List<ArticleVersion> of(String article, long before, int limit) {
    return reader
        .sql(
            """
            select article_id, version, action, fields, author_id, author_name, at, why
            from article_version
            where article_id = :article and version < :before
            order by version desc
            limit :limit
            """)
        .param("article", article)
        .param("before", before)
        .param("limit", limit)
        .query(ArticleVersions::version)
        .list();
  }

  /// One of them, as committed.
  Optional<ArticleVersion> find(String article, long version) {
    return find(reader, article, version);
  }

  /// One of them, as the writer's running transaction sees it.
  Optional<ArticleVersion> findForChange(String article, long version) {
    return find(writer, article, version);
  }

  private static Optional<ArticleVersion> find(JdbcClient client, String article, long version) {
    return client
        .sql(
            """
            select article_id, version, action, fields, author_id, author_name, at, why
            from article_version
            where article_id = :article and version = :version
            """)
        .param("article", article)
        .param("version", version)
        .query(ArticleVersions::version)
        .optional();
  }

  /// Whose words the newest version holds: who saved, imported or restored it last.
  Optional<String> writer(String article) {
    return reader
        .sql(
            """
            select author_id
            from article_version
            where article_id = :article and action in ('SAVED', 'IMPORTED', 'RESTORED')
            order by version desc
            limit 1
            """)
        .param("article", article)
        .query((row, _) -> row.getString("author_id"))
        .optional();
  }

  private static ArticleVersion version(ResultSet row, int number) throws SQLException {
    return new ArticleVersion(
        row.getString("article_id"),
        row.getLong("version"),
        ArticleVersion.Action.valueOf(row.getString("action")),
        StoredFields.read(row.getString("fields")),
        new ArticleVersion.Author(row.getString("author_id"), row.getString("author_name")),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("why"));
  }
}
