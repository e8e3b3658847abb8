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

/// Gaps and their proofs in the database: as the running transaction sees them, or as they are
/// committed, by whose connection it is given.
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

  /// Counts the changes of all gaps. Read it before them.
  long rev() {
    return jdbc.sql("select coalesce(max(rev), 0) from gap").query(Long.class).single();
  }

  /// Where a gap lies that [GapMap] does not hold.
  Optional<GapMap.Place> place(String id) {
    return jdbc.sql(
            "select id, vector, asked from gap where id = :id and model = :model and asked > 0")
        .param("id", id)
        .param("model", Meaning.MODEL)
        .query((row, _) -> GapMap.Place.read(row))
        .optional();
  }

  /// A question of it was taken back.
  void shrink(String id, String question, float[] sum, long asked) {
    jdbc.sql(
            """
            update gap set question = :question, vector = :vector, asked = :asked,
              rev = (select max(rev) + 1 from gap)
            where id = :id
            """)
        .param("question", question)
        .param("vector", bytes(sum))
        .param("asked", asked)
        .param("id", id)
        .update();
  }

  /// The questions of one gap become another's, and what was proven by them. It stays without any.
  ///
  /// @param sum of the vectors of both
  void absorb(Gap to, Gap from, float[] sum, long asked) {
    for (var table : List.of("gap_question", "gap_proof")) {
      jdbc.sql("update " + table + " set gap = :to where gap = :from")
          .param("to", to.id())
          .param("from", from.id())
          .update();
    }
    shrink(from.id(), from.question(), new float[0], 0);
    grow(to.id(), to.question(), sum, asked, from.firstAt());
    grow(to.id(), to.question(), sum, asked, from.lastAt());
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

  /// Keeps others from moving a gap until the transaction ends.
  ///
  /// @return whether it has been where it is since `movedAt`; else nothing is kept
  boolean hold(String id, Instant movedAt) {
    return jdbc.sql("update gap set moved_at = moved_at where id = :id and moved_at = :at")
            .param("id", id)
            .param("at", movedAt.toEpochMilli())
            .update()
        > 0;
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

  /// What a round has proven.
  record Proof(long forSeq, String gap, String article) {}

  List<Proof> proofs(ConversationId conversation, long firstSeq, long lastSeq) {
    return jdbc.sql(
            """
            select for_seq, gap, article from gap_proof
            where conversation = :conversation and for_seq between :first and :last
            order by for_seq
            limit :most
            """)
        .param("conversation", conversation.value())
        .param("first", firstSeq)
        .param("last", lastSeq)
        .param("most", MOST_TEXTS)
        .query((row, _) ->
            new Proof(row.getLong("for_seq"), row.getString("gap"), row.getString("article")))
        .list();
  }

  void disprove(ConversationId conversation, long forSeq) {
    jdbc.sql("delete from gap_proof where conversation = :conversation and for_seq = :forSeq")
        .param("conversation", conversation.value())
        .param("forSeq", forSeq)
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

  /// A gap another model has computed.
  record Foreign(String id, long rev) {}

  List<Foreign> ofOtherModel(long afterRev, int limit) {
    return jdbc.sql(
            """
            select id, rev from gap
            where rev > :after and model <> :model and asked > 0
            order by rev
            limit :limit
            """)
        .param("after", afterRev)
        .param("model", Meaning.MODEL)
        .param("limit", limit)
        .query((row, _) -> new Foreign(row.getString("id"), row.getLong("rev")))
        .list();
  }

  boolean isAt(String id, long rev) {
    return jdbc.sql("select count(*) from gap where id = :id and rev = :rev")
            .param("id", id)
            .param("rev", rev)
            .query(Long.class)
            .single()
        > 0;
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
