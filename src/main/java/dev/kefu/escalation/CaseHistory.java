package dev.kefu.escalation;

import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What was asked for and given before: in like cases, and to one shopper.
@Component
class CaseHistory {

  private static final String SELECT =
      """
      select id, conversation, kind, reason, order_id, proposal_fen, amount_fen, form, status,
        decided_by_name, remark, opened_at, decided_at
      from claim_case
      """;

  private final JdbcClient reader;

  CaseHistory(@ReadOnly JdbcClient reader) {
    this.reader = reader;
  }

  /// A case as a precedent.
  ///
  /// @param amountFen what was given; null when nothing was
  record Earlier(
      String id,
      String conversation,
      String kind,
      String reason,
      @Nullable String order,
      long proposalFen,
      @Nullable Long amountFen,
      @Nullable String form,
      String status,
      @Nullable String decidedByName,
      @Nullable String remark,
      Instant openedAt,
      @Nullable Instant decidedAt) {

    boolean given() {
      return List.of("approved", "granted").contains(status);
    }
  }

  /// Something said about a case.
  ///
  /// @param kind `question` or `answer`
  record Word(String kind, String by, String byName, String text, Instant at) {}

  /// Decided cases of the same kind and reason, newest first.
  List<Earlier> alike(Case of, Instant since, int limit) {
    return reader
        .sql(
            SELECT
                + """
                 where kind = :kind and reason = :reason and decided_at >= :since and id <> :id
                  and status in ('approved', 'granted', 'failed', 'rejected')
                order by decided_at desc limit :limit
                """)
        .param("kind", of.kind())
        .param("reason", of.reason())
        .param("since", since.toEpochMilli())
        .param("id", of.id())
        .param("limit", limit)
        .query(CaseHistory::row)
        .list();
  }

  /// Everything one shopper's side has asked for, newest first.
  List<Earlier> ofShopper(Case of, Instant since, int limit) {
    return reader
        .sql(
            SELECT
                + """
                 where shopper = (select shopper from claim_case where id = :id)
                  and opened_at >= :since and id <> :id
                order by opened_at desc limit :limit
                """)
        .param("since", since.toEpochMilli())
        .param("id", of.id())
        .param("limit", limit)
        .query(CaseHistory::row)
        .list();
  }

  List<Word> words(String caseId, int limit) {
    return reader
        .sql(
            """
            select kind, said_by, said_by_name, text, at from case_word
            where case_id = :id order by n limit :limit
            """)
        .param("id", caseId)
        .param("limit", limit)
        .query((row, _) ->
            new Word(
                row.getString("kind"),
                row.getString("said_by"),
                row.getString("said_by_name"),
                row.getString("text"),
                Instant.ofEpochMilli(row.getLong("at"))))
        .list();
  }

  private static Earlier row(ResultSet row, int number) throws SQLException {
    var fen = row.getLong("amount_fen");
    var amount = row.wasNull() ? null : (Long) fen;
    var decided = row.getLong("decided_at");
    var decidedAt = row.wasNull() ? null : Instant.ofEpochMilli(decided);
    return new Earlier(
        row.getString("id"),
        row.getString("conversation"),
        row.getString("kind"),
        row.getString("reason"),
        row.getString("order_id"),
        row.getLong("proposal_fen"),
        amount,
        row.getString("form"),
        row.getString("status"),
        row.getString("decided_by_name"),
        row.getString("remark"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        decidedAt);
  }
}
