package dev.kefu.assist;

import dev.kefu.account.StaffId;
import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What staff said of cards, in the database. What writes is called inside a transaction.
@Component
class FeedbackRows {

  /// As [ErasedSuggestions] leaves them.
  private static final String ERASED =
      "select 1 from suggestion where id = :suggestion and text = ''";

  private final JdbcClient jdbc;
  private final JdbcClient reader;

  FeedbackRows(JdbcClient jdbc, @ReadOnly JdbcClient reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /// Keeps what was said; what is said of the same card later replaces it, and opens it again when
  /// it is something else. A wording stays until its author has another one, or somebody else
  /// judges. Nothing is kept of what was asked, and of how it should be answered, when the
  /// conversation has been erased since that was read: call after the verdict was written, which
  /// waits for an erasure that is going on.
  void put(Feedback feedback) {
    jdbc.sql(
            """
            insert into card_feedback (suggestion, article, article_version, conversation, question,
              verdict, wording, staff, staff_name, at, status)
            values (:suggestion, :article, :version, :conversation,
              case when exists (%s) then '' else :question end, :verdict,
              case when exists (%s) then null else :wording end,
              :staff, :name, :at, 'open')
            on conflict (suggestion) do update
            set verdict = excluded.verdict,
              wording = coalesce(excluded.wording,
                case when card_feedback.staff = excluded.staff then card_feedback.wording end),
              staff = excluded.staff, staff_name = excluded.staff_name, at = excluded.at,
              status = 'open', why = null, moved_by = null, moved_at = null,
              published_version = null, unseen = 0
            where excluded.verdict <> card_feedback.verdict
              or coalesce(excluded.wording, card_feedback.wording, '')
                <> coalesce(card_feedback.wording, '')
            """
                .formatted(ERASED, ERASED))
        .param("suggestion", feedback.suggestion())
        .param("article", feedback.article())
        .param("version", feedback.version())
        .param("conversation", feedback.conversation().value())
        .param("question", feedback.question())
        .param("verdict", feedback.verdict())
        .param("wording", feedback.wording())
        .param("staff", feedback.by())
        .param("name", feedback.byName())
        .param("at", feedback.at().toEpochMilli())
        .update();
  }

  /// The card is good after all.
  void withdraw(String suggestion) {
    jdbc.sql(
            """
            delete from card_feedback
            where suggestion = :suggestion and status in ('open', 'taken')
            """)
        .param("suggestion", suggestion)
        .update();
  }

  /// @param why null for none
  /// @param version of the draft it is taken over into, 0 when nobody says
  /// @return whether it was not settled yet
  boolean move(
      String article,
      String suggestion,
      Feedback.Status to,
      @Nullable String why,
      long version,
      String by,
      Instant at) {
    return jdbc.sql(
                """
                update card_feedback
                set status = :to, why = :why, taken_version = :version, moved_by = :by,
                  moved_at = :at, unseen = :unseen
                where suggestion = :suggestion and article = :article
                  and status in ('open', 'taken')
                """)
            .param("to", to.wire())
            .param("why", why)
            .param("version", version)
            .param("by", by)
            .param("at", at.toEpochMilli())
            .param("unseen", to == Feedback.Status.CLOSED ? 1 : 0)
            .param("suggestion", suggestion)
            .param("article", article)
            .update()
        > 0;
  }

  /// What was taken over into the draft that went out: one that was saved since. Publishing makes a
  /// version of its own.
  void published(String article, long version, String by, Instant at) {
    jdbc.sql(
            """
            update card_feedback
            set status = 'published', moved_by = :by, moved_at = :at, published_version = :version,
              unseen = 1
            where article = :article and status = 'taken' and :version > taken_version + 1
            """)
        .param("article", article)
        .param("version", version)
        .param("by", by)
        .param("at", at.toEpochMilli())
        .update();
  }

  /// How much of an article nobody has settled, as the running transaction sees it.
  long open(String article) {
    return jdbc.sql(
            """
            select count(*) from card_feedback
            where article = :article and status in ('open', 'taken')
            """)
        .param("article", article)
        .query(Long.class)
        .single();
  }

  /// Of one article, the newest first.
  ///
  /// @param settled whether also what is settled
  List<Feedback> of(String article, boolean settled, int limit) {
    return reader
        .sql(
            """
            select * from card_feedback
            where article = :article and (:settled = 1 or status in ('open', 'taken'))
            order by at desc, suggestion
            limit :limit
            """)
        .param("article", article)
        .param("settled", settled ? 1 : 0)
        .param("limit", limit)
        .query(FeedbackRows::row)
        .list();
  }

  Optional<Feedback> find(String article, String suggestion) {
    return reader
        .sql("select * from card_feedback where suggestion = :suggestion and article = :article")
        .param("suggestion", suggestion)
        .param("article", article)
        .query(FeedbackRows::row)
        .optional();
  }

  /// Where a page ends: when it was said or moved last, and which.
  record Place(long at, String suggestion) {

    static final Place FIRST = new Place(Long.MAX_VALUE, "");

    static Place of(Feedback feedback) {
      var moved = feedback.movedAt();
      return new Place(
          (moved == null ? feedback.at() : moved).toEpochMilli(), feedback.suggestion());
    }
  }

  /// What one person said, what has moved last first.
  ///
  /// @param after the last of the page before
  List<Feedback> by(StaffId staff, Place after, int limit) {
    return reader
        .sql(
            """
            select * from card_feedback
            where staff = :staff and (coalesce(moved_at, at), suggestion) < (:at, :suggestion)
            order by coalesce(moved_at, at) desc, suggestion desc
            limit :limit
            """)
        .param("staff", staff.value())
        .param("at", after.at())
        .param("suggestion", after.suggestion())
        .param("limit", limit)
        .query(FeedbackRows::row)
        .list();
  }

  /// How much of what one person said was settled without their knowing.
  long unseen(StaffId staff) {
    return unseen(reader, staff);
  }

  /// They have seen what became of it; what others said is passed over.
  ///
  /// @return how much is left
  long seen(StaffId staff, Collection<String> suggestions) {
    jdbc.sql(
            """
            update card_feedback set unseen = 0
            where staff = :staff and unseen = 1 and suggestion in (:suggestions)
            """)
        .param("staff", staff.value())
        .param("suggestions", suggestions)
        .update();
    return unseen(jdbc, staff);
  }

  private static long unseen(JdbcClient of, StaffId staff) {
    return of.sql("select count(*) from card_feedback where staff = :staff and unseen = 1")
        .param("staff", staff.value())
        .query(Long.class)
        .single();
  }

  private static Feedback row(ResultSet row, int number) throws SQLException {
    var movedAt = numberOrNull(row, "moved_at");
    return new Feedback(
        row.getString("suggestion"),
        row.getString("article"),
        row.getLong("article_version"),
        new ConversationId(row.getString("conversation")),
        row.getString("question"),
        row.getString("verdict"),
        row.getString("wording"),
        row.getString("staff"),
        row.getString("staff_name"),
        Instant.ofEpochMilli(row.getLong("at")),
        Feedback.Status.read(row.getString("status")),
        row.getString("why"),
        row.getString("moved_by"),
        movedAt == null ? null : Instant.ofEpochMilli(movedAt),
        numberOrNull(row, "published_version"),
        row.getLong("unseen") == 1);
  }

  private static @Nullable Long numberOrNull(ResultSet row, String column) throws SQLException {
    long number = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(number);
  }
}
