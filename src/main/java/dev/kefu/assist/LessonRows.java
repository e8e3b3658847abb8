package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.knowledge.Meaning;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lessons, and what was learned of them, in the database. What writes is called inside a
/// transaction; what reads sees what is committed.
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

  /// What became of a card may change: a verdict comes late, or is another one.
  void put(Lesson lesson, Vector vector) {
    var written =
        jdbc.sql(
                """
                insert into lesson (conversation, for_seq, article, text, vector, model, outcome,
                  weight, staff, at)
                values (:conversation, :forSeq, :article, :text, :vector, :model, :outcome, :weight,
                  :staff, :at)
                on conflict (conversation, for_seq, article) do update
                set outcome = excluded.outcome, weight = excluded.weight, text = excluded.text,
                  vector = excluded.vector, model = excluded.model, staff = excluded.staff
                where lesson.outcome <> excluded.outcome or lesson.text <> excluded.text
                  or lesson.model <> excluded.model
                  or coalesce(lesson.staff, '') <> coalesce(excluded.staff, '')
                """)
            .param("conversation", lesson.conversation().value())
            .param("forSeq", lesson.forSeq())
            .param("article", lesson.article())
            .param("text", lesson.text())
            .param("vector", vector.bytes())
            .param("model", Meaning.MODEL)
            .param("outcome", wire(lesson.outcome()))
            .param("weight", lesson.outcome().weight())
            .param("staff", lesson.by())
            .param("at", lesson.at().toEpochMilli())
            .update();
    if (written > 0) {
      changed(lesson.article());
    }
  }

  /// The articles of which a round has taught something.
  Set<String> taught(ConversationId conversation, long firstSeq, long lastSeq) {
    return reader
        .sql(
            """
            select distinct article from lesson
            where conversation = :conversation and for_seq between :first and :last
              and undone_at is null
            order by article
            limit :most
            """)
        .param("conversation", conversation.value())
        .param("first", firstSeq)
        .param("last", lastSeq)
        .param("most", MOST)
        .query((row, _) -> row.getString("article"))
        .set();
  }

  /// A round does not teach this after all.
  ///
  /// @param kept the message under which it does; 0 for none
  void takeBack(
      ConversationId conversation, long firstSeq, long lastSeq, String article, long kept) {
    var gone =
        jdbc.sql(
                """
                delete from lesson
                where conversation = :conversation and for_seq between :first and :last
                  and for_seq <> :kept and article = :article and undone_at is null
                """)
            .param("conversation", conversation.value())
            .param("first", firstSeq)
            .param("last", lastSeq)
            .param("kept", kept)
            .param("article", article)
            .update();
    if (gone > 0) {
      changed(article);
    }
  }

  /// Those that count, newest first.
  List<Learned.Weighed> of(String article) {
    return reader
        .sql(
            """
            select text, vector, outcome, coalesce(staff, conversation) as voice, at from lesson
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
                row.getString("voice"),
                Instant.ofEpochMilli(row.getLong("at"))))
        .list();
  }

  /// Lessons of these questions count no more.
  ///
  /// @return how many they are
  int undo(String article, Collection<String> texts, String by, Instant now) {
    var undone =
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
    if (undone > 0) {
      changed(article);
    }
    return undone;
  }

  private void changed(String article) {
    jdbc.sql(
            """
            insert into lesson_book (article, rev, made) values (:article, 1, 0)
            on conflict (article) do update set rev = lesson_book.rev + 1
            """)
        .param("article", article)
        .update();
  }

  /// Articles whose lessons have changed since it was worked out what they say.
  List<String> due(int limit) {
    return reader
        .sql("select article from lesson_book where made < rev order by article limit :limit")
        .param("limit", limit)
        .query((row, _) -> row.getString("article"))
        .list();
  }

  /// Counts the changes of an article's lessons. Read it before them.
  long rev(String article) {
    return reader
        .sql("select rev from lesson_book where article = :article")
        .param("article", article)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /// Replaces what was learned of an article, unless its lessons are others by now.
  ///
  /// @param rev of the lessons it was worked out from
  /// @return whether they are those still
  boolean learned(String article, long rev, List<Learned> all) {
    var made =
        jdbc.sql("update lesson_book set made = :rev where article = :article and rev = :rev")
            .param("rev", rev)
            .param("article", article)
            .update();
    if (made == 0) {
      return false;
    }
    jdbc.sql("delete from learned where article = :article").param("article", article).update();
    all.forEach(each -> insert(article, each));
    return true;
  }

  private void insert(String article, Learned learned) {
    jdbc.sql(
            """
            insert into learned (article, wording, vector, model, support, uses, counts, at)
            values (:article, :wording, :vector, :model, :support, :uses, :counts, :at)
            """)
        .param("article", article)
        .param("wording", learned.wording())
        .param("vector", learned.vector().bytes())
        .param("model", Meaning.MODEL)
        .param("support", learned.support())
        .param("uses", learned.uses())
        .param("counts", learned.counts() ? 1 : 0)
        .param("at", learned.at().toEpochMilli())
        .update();
  }

  /// What was kept of an article, the clearest first.
  List<Learned> kept(String article) {
    return reader
        .sql(
            """
            select wording, vector, support, uses, counts, at from learned
            where article = :article and model = :model
            order by abs(support) desc, at desc, wording
            limit :most
            """)
        .param("article", article)
        .param("model", Meaning.MODEL)
        .param("most", MOST)
        .query((row, _) ->
            new Learned(
                row.getString("wording"),
                Vector.read(row.getBytes("vector")),
                row.getDouble("support"),
                row.getInt("uses"),
                row.getLong("counts") == 1,
                Instant.ofEpochMilli(row.getLong("at"))))
        .list();
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
            where article in (:articles) and counts = 1 and model = :model
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
    return reader
        .sql("select 1 from learned where counts = 1 limit 1")
        .query(Long.class)
        .optional()
        .isPresent();
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
