package dev.kefu.assist;

import dev.kefu.knowledge.Meaning;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lessons, and what was learned of them, in the database. What writes is called inside a
/// transaction.
@Component
class LessonRows {

  /// Older ones of an article do not count any more.
  private static final int MOST = 400;

  private final JdbcClient jdbc;
  private final JdbcClient reader;

  LessonRows(JdbcClient jdbc, @ReadOnly JdbcClient reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /// What became of a card may change: a verdict comes late.
  ///
  /// @return whether that is new
  boolean put(Lesson lesson, Vector vector) {
    return jdbc.sql(
                """
                insert into lesson (conversation, for_seq, article, text, vector, model, outcome,
                  weight, at)
                values (:conversation, :forSeq, :article, :text, :vector, :model, :outcome, :weight,
                  :at)
                on conflict (conversation, for_seq, article) do update
                set outcome = excluded.outcome, weight = excluded.weight
                where lesson.outcome <> excluded.outcome
                """)
            .param("conversation", lesson.conversation().value())
            .param("forSeq", lesson.forSeq())
            .param("article", lesson.article())
            .param("text", lesson.text())
            .param("vector", vector.bytes())
            .param("model", Meaning.MODEL)
            .param("outcome", wire(lesson.outcome()))
            .param("weight", lesson.outcome().weight())
            .param("at", lesson.at().toEpochMilli())
            .update()
        > 0;
  }

  /// Those that count, newest first, as the running transaction sees them.
  List<Learned.Weighed> of(String article) {
    return jdbc.sql(
            """
            select text, vector, outcome, at from lesson
            where article = :article and undone_at is null and model = :model
            order by at desc, conversation, for_seq
            limit :most
            """)
        .param("article", article)
        .param("model", Meaning.MODEL)
        .param("most", MOST)
        .query((row, _) ->
            new Learned.Weighed(
                row.getString("text"),
                Vector.read(row.getBytes("vector")),
                Lesson.Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                Instant.ofEpochMilli(row.getLong("at"))))
        .list();
  }

  /// Lessons of these questions count no more.
  void undo(String article, Collection<String> texts, String by, Instant now) {
    jdbc.sql(
            """
            update lesson set undone_at = :now, undone_by = :by
            where article = :article and text in (:texts) and undone_at is null
            """)
        .param("now", now.toEpochMilli())
        .param("by", by)
        .param("article", article)
        .param("texts", texts)
        .update();
  }

  /// Replaces what was learned of an article.
  void learned(String article, List<Learned> all) {
    jdbc.sql("delete from learned where article = :article").param("article", article).update();
    for (var each : all) {
      jdbc.sql(
              """
              insert into learned (article, wording, vector, model, support, at)
              values (:article, :wording, :vector, :model, :support, :at)
              on conflict (article, wording) do nothing
              """)
          .param("article", article)
          .param("wording", each.wording())
          .param("vector", each.vector().bytes())
          .param("model", Meaning.MODEL)
          .param("support", each.support())
          .param("at", each.at().toEpochMilli())
          .update();
    }
  }

  /// A wording that leads to an article, or away.
  record Sign(Vector vector, double support) {}

  /// Of these articles, by article.
  Map<String, List<Sign>> signs(Collection<String> articles) {
    var signs = new HashMap<String, List<Sign>>();
    reader
        .sql(
            """
            select article, vector, support from learned
            where article in (:articles) and model = :model
            order by article, wording
            limit :most
            """)
        .param("articles", articles)
        .param("model", Meaning.MODEL)
        .param("most", MOST)
        .query(row -> {
          signs
              .computeIfAbsent(row.getString("article"), _ -> new ArrayList<>())
              .add(new Sign(Vector.read(row.getBytes("vector")), row.getDouble("support")));
        });
    return signs;
  }

  boolean anySigns() {
    return reader.sql("select 1 from learned limit 1").query(Long.class).optional().isPresent();
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
