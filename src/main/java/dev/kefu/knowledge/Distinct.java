package dev.kefu.knowledge;

import dev.kefu.knowledge.ArticleVersion.Author;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Pairs of articles that look alike and say different things on purpose.
@Component
class Distinct {

  private static final int MOST = 10_000;

  private final JdbcClient writer;
  private final JdbcClient reader;

  Distinct(JdbcClient writer, @ReadOnly JdbcClient reader) {
    this.writer = writer;
    this.reader = reader;
  }

  /// Call in the writer's transaction; a second time replaces the reason.
  void mark(String one, String other, String why, Author author, Instant at) {
    var inOrder = one.compareTo(other) < 0;
    writer
        .sql(
            """
            insert into article_distinct (first_id, second_id, why, author_id, author_name, at)
            values (:first, :second, :why, :author, :name, :at)
            on conflict (first_id, second_id) do update
            set why = excluded.why, author_id = excluded.author_id,
              author_name = excluded.author_name, at = excluded.at
            """)
        .param("first", inOrder ? one : other)
        .param("second", inOrder ? other : one)
        .param("why", why)
        .param("author", author.id())
        .param("name", author.name())
        .param("at", at.toEpochMilli())
        .update();
  }

  /// Those an article is told apart from.
  Set<String> from(String article) {
    return new HashSet<>(
        reader
            .sql(
                """
                select case when first_id = :article then second_id else first_id end as other
                from article_distinct
                where first_id = :article or second_id = :article
                limit :most
                """)
            .param("article", article)
            .param("most", MOST)
            .query((row, _) -> row.getString("other"))
            .list());
  }
}
