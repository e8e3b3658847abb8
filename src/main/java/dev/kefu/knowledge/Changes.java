package dev.kefu.knowledge;

import dev.kefu.base.Ids;
import dev.kefu.storage.ReadOnly;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Numbers each change of what shoppers' questions may find, so that an index knows what it lacks.
@Component
class Changes {

  private final JdbcClient writer;
  private final JdbcClient reader;

  Changes(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// What became of one article.
  ///
  /// @param published null when it is to be found no more
  record Change(long number, String article, @Nullable Published published) {}

  /// The next number. Call in the transaction that makes the change: numbers are then committed in
  /// their order.
  long next() {
    ensureRow();
    writer.sql("update knowledge_change set change = change + 1 where id = 1").update();
    return writer
        .sql("select change from knowledge_change where id = 1")
        .query(Long.class)
        .single();
  }

  /// Says that an article is part of a change. Call after the article was stored, in the
  /// transaction that took the number.
  void mark(String article, long number) {
    writer
        .sql("update article set change = :number where id = :article")
        .param("number", number)
        .param("article", article)
        .update();
  }

  private void ensureRow() {
    writer
        .sql(
            """
            insert into knowledge_change (id, change, origin)
            values (1, 0, :origin)
            on conflict (id) do nothing
            """)
        .param("origin", Ids.next("kbase_"))
        .update();
  }

  /// Names this database: an index of another one is of no use to it.
  String origin() {
    ensureRow();
    return writer
        .sql("select origin from knowledge_change where id = 1")
        .query(String.class)
        .single();
  }

  /// The number of the last committed change; 0 before the first.
  long last() {
    return reader
        .sql("select change from knowledge_change where id = 1")
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /// The articles that changed after a number, in the order of their last change; those that were
  /// deleted since, too, or an index that was away meanwhile would find them for ever. What changed
  /// together comes together, so there may be more than `limit`.
  List<Change> after(long number, int limit) {
    return reader
        .sql(
            """
            with batch as (
              select max(b.change) as last
              from (
                select change from article where change > :number
                union all
                select change from article_gone where change > :number
                order by change
                limit :limit) b)
            select a.id, a.change, v.version, v.fields
            from article a
            left join article_version v
              on v.article_id = a.id and v.version = a.published_version
            where a.change > :number and a.change <= (select last from batch)
            union all
            select g.id, g.change, null, null
            from article_gone g
            where g.change > :number and g.change <= (select last from batch)
            order by change, id
            """)
        .param("number", number)
        .param("limit", limit)
        .query((row, _) -> {
          var id = row.getString("id");
          var fields = row.getString("fields");
          return new Change(
              row.getLong("change"),
              id,
              fields == null
                  ? null
                  : new Published(id, row.getLong("version"), StoredFields.read(fields)));
        })
        .list();
  }
}
