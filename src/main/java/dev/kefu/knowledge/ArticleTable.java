package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.base.VersionConflict;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The latest state of each article in the database.
@Component
class ArticleTable {

  private static final int MOST_EMERGENCIES = 1_000;

  private final JdbcClient writer;
  private final JdbcClient reader;

  ArticleTable(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// As committed.
  Optional<Article> find(String id) {
    return find(reader, id);
  }

  /// As the writer's running transaction sees it.
  Optional<Article> findForChange(String id) {
    return find(writer, id);
  }

  private static Optional<Article> find(JdbcClient client, String id) {
    return client
        .sql(
            """
            select id, version, published_version, status, fields, created_at, updated_at,
              updated_by
            from article
            where id = :id
            """)
        .param("id", id)
        .query(ArticleTable::article)
        .optional();
  }

  /// As it is found, as committed; empty for one that is not.
  Optional<Published> published(String id) {
    return reader
        .sql(
            """
            select a.id, v.version, v.fields
            from article a
            join article_version v on v.article_id = a.id and v.version = a.published_version
            where a.id = :id
            """)
        .param("id", id)
        .query(ArticleTable::published)
        .optional();
  }

  private static Published published(ResultSet row, int number) throws SQLException {
    return new Published(
        row.getString("id"), row.getLong("version"), StoredFields.read(row.getString("fields")));
  }

  /// How many articles name a window, in their latest version or as they are found.
  int naming(String window) {
    return reader
        .sql(
            """
            select count(*)
            from article a
            where a.fields like :like escape '!'
              or exists (
                select 1
                from article_version v
                where v.article_id = a.id and v.version = a.published_version
                  and v.fields like :like escape '!')
            """)
        .param("like", "%\"window\":\"" + window.replace("_", "!_") + "\"%")
        .query(Integer.class)
        .single();
  }

  /// Notes whether what is found of an article is an emergency answer. Call in the writer's
  /// transaction.
  void markEmergency(String id, boolean emergency) {
    writer
        .sql("update article set emergency = :emergency where id = :id")
        .param("emergency", emergency ? 1 : 0)
        .param("id", id)
        .update();
  }

  /// The emergency answers that are found, as they are found, as the writer's transaction sees
  /// them. Those that have ended too.
  List<Published> emergencies() {
    return writer
        .sql(
            """
            select a.id, v.version, v.fields
            from article a
            join article_version v on v.article_id = a.id and v.version = a.published_version
            where a.emergency = 1
            order by a.id
            limit :most
            """)
        .param("most", MOST_EMERGENCIES)
        .query(ArticleTable::published)
        .list();
  }

  /// In the order of their ids.
  ///
  /// @param after the last id already seen; empty for none
  List<Article> inOrder(String after, int limit) {
    return reader
        .sql(
            """
            select id, version, published_version, status, fields, created_at, updated_at,
              updated_by
            from article
            where id > :after
            order by id
            limit :limit
            """)
        .param("after", after)
        .param("limit", limit)
        .query(ArticleTable::article)
        .list();
  }

  /// Call in the writer's transaction.
  void insert(Article article) {
    writer
        .sql(
            """
            insert into article (id, version, published_version, status, question, category, stage,
              owner, search_text, fields, created_at, updated_at, updated_by, change)
            values (:id, :version, :published, :status, :question, :category, :stage, :owner, :text,
              :fields, :created, :updated, :by, 0)
            """)
        .params(columns(article))
        .param("created", article.createdAt().toEpochMilli())
        .update();
  }

  /// Call in the writer's transaction.
  ///
  /// @throws VersionConflict unless the article's version is still the one before
  void update(Article article) {
    int changed =
        writer
            .sql(
                """
                update article
                set version = :version, published_version = :published, status = :status,
                  question = :question, category = :category, stage = :stage, owner = :owner,
                  search_text = :text, fields = :fields, updated_at = :updated, updated_by = :by
                where id = :id and version = :version - 1
                """)
            .params(columns(article))
            .update();
    if (changed == 0) {
      throw new VersionConflict(findForChange(article.id()).map(Article::version).orElse(0L));
    }
  }

  private static Map<String, @Nullable Object> columns(Article article) {
    var fields = article.fields();
    var columns = new HashMap<String, @Nullable Object>();
    columns.put("id", article.id());
    columns.put("version", article.version());
    columns.put("published", article.publishedVersion());
    columns.put("status", article.status().name());
    columns.put("question", fields.question());
    columns.put("category", fields.category());
    columns.put("stage", fields.stage().name());
    columns.put("owner", fields.owner());
    columns.put("text", searchText(fields));
    columns.put("fields", StoredFields.write(fields));
    columns.put("updated", article.updatedAt().toEpochMilli());
    columns.put("by", article.updatedBy());
    return columns;
  }

  private static String searchText(ArticleFields fields) {
    return Folding.fold(
        fields.question() + "\n" + String.join("\n", fields.similar()) + "\n" + fields.answer());
  }

  static Article article(ResultSet row, int number) throws SQLException {
    long version = row.getLong("published_version");
    // Asked for before the next column is read: it speaks of the last one.
    var published = row.wasNull() ? null : Long.valueOf(version);
    return new Article(
        row.getString("id"),
        row.getLong("version"),
        published,
        ArticleStatus.valueOf(row.getString("status")),
        StoredFields.read(row.getString("fields")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")),
        row.getString("updated_by"));
  }
}
