package dev.kefu.assist;

import dev.kefu.account.StaffId;
import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What staff said of cards, in the database. What writes is called inside a transaction.
///
/// The column `suggestion` is the id of a feedback. It had been the card, and still is in what was
/// said when there was one feedback a card, and by nodes of then.
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

  /// Keeps what was said; what the same person says of the same card later replaces it, and opens
  /// it again when it is something else. A wording stays until there is another one. Nothing is
  /// kept of what was asked, and of how it should be answered, when the conversation has been
  /// erased since that was read: call after the verdict was written, which waits for an erasure
  /// that is going on and for whoever judges the same card.
  void put(Feedback feedback) {
    var erased = isErased(feedback.suggestion());
    var wording = erased ? null : feedback.wording();
    var before = own(feedback.suggestion(), feedback.by());
    if (before.isPresent()) {
      again(before.get(), feedback, wording);
    } else {
      insert(feedback, erased ? "" : feedback.question(), wording);
    }
  }

  private boolean isErased(String suggestion) {
    return jdbc.sql(ERASED)
        .param("suggestion", suggestion)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  private Optional<String> own(String suggestion, String staff) {
    return jdbc.sql(
            """
            select suggestion from card_feedback
            where (card = :card or suggestion = :card) and staff = :staff
            order by at desc, suggestion
            limit 1
            """)
        .param("card", suggestion)
        .param("staff", staff)
        .query(String.class)
        .optional();
  }

  private void insert(Feedback feedback, String question, @Nullable String wording) {
    jdbc.sql(
            """
            insert into card_feedback (suggestion, card, article, article_version, conversation,
              question, verdict, wording, staff, staff_name, at, status)
            values (:id, :card, :article, :version, :conversation, :question, :verdict, :wording,
              :staff, :name, :at, 'open')
            """)
        .param("id", feedback.id())
        .param("card", feedback.suggestion())
        .param("article", feedback.article())
        .param("version", feedback.version())
        .param("conversation", feedback.conversation().value())
        .param("question", question)
        .param("verdict", feedback.verdict())
        .param("wording", wording)
        .param("staff", feedback.by())
        .param("name", feedback.byName())
        .param("at", feedback.at().toEpochMilli())
        .update();
  }

  private void again(String id, Feedback feedback, @Nullable String wording) {
    jdbc.sql(
            """
            update card_feedback
            set verdict = :verdict, wording = coalesce(:wording, wording), staff_name = :name,
              at = :at, status = 'open', why = null, moved_by = null, moved_at = null,
              published_version = null, unseen = 0
            where suggestion = :id and (verdict <> :verdict
              or coalesce(:wording, wording, '') <> coalesce(wording, ''))
            """)
        .param("verdict", feedback.verdict())
        .param("wording", wording)
        .param("name", feedback.byName())
        .param("at", feedback.at().toEpochMilli())
        .param("id", id)
        .update();
  }

  /// The card is good after all, says this person.
  void withdraw(String suggestion, String staff) {
    jdbc.sql(
            """
            delete from card_feedback
            where (card = :card or suggestion = :card) and staff = :staff
              and status in ('open', 'taken')
            """)
        .param("card", suggestion)
        .param("staff", staff)
        .update();
  }

  /// What was said of a card last and nobody has settled, as the running transaction sees it.
  Optional<Feedback> standing(String suggestion) {
    return jdbc.sql(
            """
            select * from card_feedback
            where (card = :card or suggestion = :card) and status in ('open', 'taken')
            order by at desc, suggestion
            limit 1
            """)
        .param("card", suggestion)
        .query(FeedbackRows::row)
        .optional();
  }

  /// @param why null for none
  /// @param version of the draft it is taken over into, 0 when nobody says
  /// @return whether it was not settled yet
  boolean move(
      String article,
      String id,
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
                where suggestion = :id and article = :article
                  and status in ('open', 'taken')
                """)
            .param("to", to.wire())
            .param("why", why)
            .param("version", version)
            .param("by", by)
            .param("at", at.toEpochMilli())
            .param("unseen", to == Feedback.Status.CLOSED ? 1 : 0)
            .param("id", id)
            .param("article", article)
            .update()
        > 0;
  }

  /// What was taken over into what went out: into a draft that was saved since.
  ///
  /// @param saved the version it was saved as
  /// @param version the one that went out
  void published(String article, long saved, long version, String by, Instant at) {
    jdbc.sql(
            """
            update card_feedback
            set status = 'published', moved_by = :by, moved_at = :at, published_version = :version,
              unseen = 1
            where article = :article and status = 'taken' and :saved > taken_version
            """)
        .param("article", article)
        .param("saved", saved)
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

  /// How much of each playbook nobody has settled; those with none are left out.
  Map<String, Long> openOfPlaybooks(int limit) {
    var open = new LinkedHashMap<String, Long>();
    reader
        .sql(
            """
            select article, count(*) said from card_feedback
            where status in ('open', 'taken') and substr(article, 1, :length) = :prefix
            group by article
            order by article
            limit :limit
            """)
        .param("length", Playbook.PREFIX.length())
        .param("prefix", Playbook.PREFIX)
        .param("limit", limit)
        .query(row -> {
          open.put(row.getString("article"), row.getLong("said"));
        });
    return open;
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

  Optional<Feedback> find(String article, String id) {
    return reader
        .sql("select * from card_feedback where suggestion = :id and article = :article")
        .param("id", id)
        .param("article", article)
        .query(FeedbackRows::row)
        .optional();
  }

  /// Where a page ends: when it was said or moved last, and which.
  record Place(long at, String id) {

    static final Place FIRST = new Place(Long.MAX_VALUE, "");

    static Place of(Feedback feedback) {
      var moved = feedback.movedAt();
      return new Place((moved == null ? feedback.at() : moved).toEpochMilli(), feedback.id());
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
            where staff = :staff and (coalesce(moved_at, at), suggestion) < (:at, :id)
            order by coalesce(moved_at, at) desc, suggestion desc
            limit :limit
            """)
        .param("staff", staff.value())
        .param("at", after.at())
        .param("id", after.id())
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
  long seen(StaffId staff, Collection<String> ids) {
    jdbc.sql(
            """
            update card_feedback set unseen = 0
            where staff = :staff and unseen = 1 and suggestion in (:ids)
            """)
        .param("staff", staff.value())
        .param("ids", ids)
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
    var id = row.getString("suggestion");
    var card = row.getString("card");
    return new Feedback(
        id,
        card == null ? id : card,
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
