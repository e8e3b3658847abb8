package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.knowledge.Meaning;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Gaps and their questions in the database, as the running transaction sees them.
@Component
class GapRows {

  static final String COLUMNS =
      """
      g.id, g.question, g.status, g.article, g.assignee, g.reason, g.ignored_volume, g.moved_at,
      g.moved_by, g.first_at, g.last_at
      """;

  private static final int MOST_TEXTS = 1_000;

  private final JdbcClient jdbc;

  GapRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(String id, GapQuestion first, float[] vector) {
    jdbc.sql(
            """
            insert into gap (id, question, vector, asked, model, status, ignored_volume, moved_at,
              first_at, last_at, rev)
            values (:id, :question, :vector, 1, :model, 'open', 0, :at, :at, :at,
              (select coalesce(max(rev), 0) + 1 from gap))
            """)
        .param("id", id)
        .param("question", first.text())
        .param("vector", bytes(vector))
        .param("model", Meaning.MODEL)
        .param("at", first.at().toEpochMilli())
        .update();
  }

  /// @param sum of the vectors, the new one's included
  void grow(String id, String question, float[] sum, long asked, Instant at) {
    jdbc.sql(
            """
            update gap set question = :question, vector = :vector, asked = :asked,
              model = :model,
              first_at = case when first_at > :at then :at else first_at end,
              last_at = case when last_at < :at then :at else last_at end,
              rev = (select max(rev) + 1 from gap)
            where id = :id
            """)
        .param("question", question)
        .param("vector", bytes(sum))
        .param("asked", asked)
        .param("model", Meaning.MODEL)
        .param("at", at.toEpochMilli())
        .param("id", id)
        .update();
  }

  /// Stores a question, or what is known of it since.
  void put(String gap, GapQuestion question) {
    jdbc.sql(
            """
            insert into gap_question (conversation, for_seq, gap, text, stage, product, sku,
              sources, waited_ms, cost_s, resolved, transferred, answer, answer_key, at)
            values (:conversation, :forSeq, :gap, :text, :stage, :product, :sku, :sources, :waited,
              :cost, :resolved, :transferred, :answer, :answerKey, :at)
            on conflict (conversation, for_seq) do update
            set sources = excluded.sources, waited_ms = excluded.waited_ms,
              cost_s = excluded.cost_s, resolved = excluded.resolved,
              transferred = excluded.transferred, answer = excluded.answer,
              answer_key = excluded.answer_key
            """)
        .param("conversation", question.conversation().value())
        .param("forSeq", question.forSeq())
        .param("gap", gap)
        .param("text", question.text())
        .param("stage", question.stage())
        .param("product", question.product())
        .param("sku", question.sku())
        .param("sources", GapSource.stored(question.sources()))
        .param("waited", question.waited().toMillis())
        .param("cost", question.cost().toSeconds())
        .param("resolved", question.resolved() ? 1 : 0)
        .param("transferred", question.transferred() ? 1 : 0)
        .param("answer", question.answer())
        .param("answerKey", AnswerKey.of(question.answer()).orElse(null))
        .param("at", question.at().toEpochMilli())
        .update();
  }

  /// The gaps some question of which got this answer.
  List<String> answeredSo(String key, int limit) {
    return jdbc.sql("select distinct gap from gap_question where answer_key = :key limit :limit")
        .param("key", key)
        .param("limit", limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /// A question that is on the list.
  record Kept(String gap, String sources) {}

  Optional<Kept> kept(ConversationId conversation, long forSeq) {
    return jdbc.sql(
            """
            select gap, sources from gap_question
            where conversation = :conversation and for_seq = :forSeq
            """)
        .param("conversation", conversation.value())
        .param("forSeq", forSeq)
        .query((row, _) -> new Kept(row.getString("gap"), row.getString("sources")))
        .optional();
  }

  /// It was asked again: the answer was none.
  void unresolved(ConversationId conversation, long forSeq) {
    jdbc.sql(
            """
            update gap_question set resolved = 0
            where conversation = :conversation and for_seq = :forSeq
            """)
        .param("conversation", conversation.value())
        .param("forSeq", forSeq)
        .update();
  }

  Optional<Gap> find(String id) {
    return jdbc.sql("select " + COLUMNS + " from gap g where g.id = :id")
        .param("id", id)
        .query(GapRows::gap)
        .optional();
  }

  /// The gaps an article is to fill.
  List<Gap> filledBy(String article) {
    return jdbc.sql("select " + COLUMNS + " from gap g where g.article = :article limit :most")
        .param("article", article)
        .param("most", MOST_TEXTS)
        .query(GapRows::gap)
        .list();
  }

  void move(
      String id,
      Gap.Status status,
      @Nullable String article,
      @Nullable String reason,
      long ignoredVolume,
      String by,
      Instant now) {
    jdbc.sql(
            """
            update gap set status = :status, article = :article, reason = :reason,
              ignored_volume = :volume, moved_by = :by, moved_at = :now
            where id = :id
            """)
        .param("status", status.wire())
        .param("article", article)
        .param("reason", reason)
        .param("volume", ignoredVolume)
        .param("by", by)
        .param("now", now.toEpochMilli())
        .param("id", id)
        .update();
  }

  void assign(String id, @Nullable String staff) {
    jdbc.sql("update gap set assignee = :staff where id = :id")
        .param("staff", staff)
        .param("id", id)
        .update();
  }

  /// How often it was asked from a moment on.
  long askedSince(String gap, Instant since) {
    return jdbc.sql("select count(*) from gap_question where gap = :gap and at >= :since")
        .param("gap", gap)
        .param("since", since.toEpochMilli())
        .query(Long.class)
        .single();
  }

  void prove(ConversationId conversation, long forSeq, String gap, String article, Instant at) {
    jdbc.sql(
            """
            insert into gap_proof (conversation, for_seq, gap, article, at)
            values (:conversation, :forSeq, :gap, :article, :at)
            on conflict (conversation, for_seq) do nothing
            """)
        .param("conversation", conversation.value())
        .param("forSeq", forSeq)
        .param("gap", gap)
        .param("article", article)
        .param("at", at.toEpochMilli())
        .update();
  }

  long provenSince(String gap, String article, Instant since) {
    return jdbc.sql(
            """
            select count(*) from gap_proof
            where gap = :gap and article = :article and at >= :since
            """)
        .param("gap", gap)
        .param("article", article)
        .param("since", since.toEpochMilli())
        .query(Long.class)
        .single();
  }

  /// The last questions that were not erased, newest first.
  List<String> texts(String gap, int limit) {
    return jdbc.sql(
            """
            select text from gap_question where gap = :gap and text <> ''
            order by at desc, conversation, for_seq
            limit :limit
            """)
        .param("gap", gap)
        .param("limit", limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  List<String> ofOtherModel(int limit) {
    return jdbc.sql("select id from gap where model <> :model order by rev limit :limit")
        .param("model", Meaning.MODEL)
        .param("limit", limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  static Gap gap(ResultSet row, int number) throws SQLException {
    return new Gap(
        row.getString("id"),
        row.getString("question"),
        Gap.Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("article"),
        row.getString("assignee"),
        row.getString("reason"),
        row.getLong("ignored_volume"),
        Instant.ofEpochMilli(row.getLong("moved_at")),
        row.getString("moved_by"),
        Instant.ofEpochMilli(row.getLong("first_at")),
        Instant.ofEpochMilli(row.getLong("last_at")));
  }

  private static byte[] bytes(float[] vector) {
    var bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
    bytes.asFloatBuffer().put(vector);
    return bytes.array();
  }
}
