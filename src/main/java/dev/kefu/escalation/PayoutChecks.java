package dev.kefu.escalation;

import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What the shop's own records said of grants, in the database. What writes is called inside a
/// transaction.
@Component
class PayoutChecks {

  private static final String SELECT =
      """
      select g.id, g.case_id, g.order_id, g.shopper, g.amount_fen, g.form, g.status, c.checked_at,
        c.result, c.shop_fen, c.reference, c.told, c.settled_by, c.settled_at, c.remark
      from payout_check c join grant_order g on g.id = c.grant_id
      """;

  private final JdbcClient jdbc;
  private final JdbcClient reader;

  PayoutChecks(JdbcClient jdbc, @ReadOnly JdbcClient reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /// How the shop's records compare with the ledger. The wire name is the lower-case name.
  enum Result {
    AGREES,
    /// Booked as paid; the shop knows of no payment, or of a refusal.
    NOT_PAID,
    /// Booked as failed; the shop says that it has paid.
    PAID,
    AMOUNT_DIFFERS,
    /// The shop did not answer.
    UNKNOWN;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A grant that has ended.
  record Ended(String id, String caseId, long amountFen, String status) {}

  /// @param amountFen as booked
  /// @param shopFen as the shop says; null when it does not
  /// @param settledBy who has looked into it; null for nobody yet
  record PayoutCheck(
      String id,
      @com.fasterxml.jackson.annotation.JsonProperty("case") String ofCase,
      @Nullable String order,
      String shopper,
      long amountFen,
      String form,
      String status,
      Instant checkedAt,
      Result result,
      @Nullable Long shopFen,
      @Nullable String reference,
      @Nullable String text,
      @Nullable String settledBy,
      @Nullable Instant settledAt,
      @Nullable String remark) {}

  /// Those to be asked about next: never asked first, then those the shop did not answer for, then
  /// the young ones again.
  List<Ended> due(Instant unansweredBefore, Instant askedBefore, Instant youngerThan, int limit) {
    return reader
        .sql(
            """
            select g.id, g.case_id, g.amount_fen, g.status
            from grant_order g left join payout_check c on c.grant_id = g.id
            where g.status in ('granted', 'failed')
              and (c.grant_id is null
                or (c.result = 'unknown' and c.checked_at < :unanswered)
                or (c.checked_at < :asked and g.created_at > :young))
            order by coalesce(c.checked_at, 0), g.id limit :limit
            """)
        .param("unanswered", unansweredBefore.toEpochMilli())
        .param("asked", askedBefore.toEpochMilli())
        .param("young", youngerThan.toEpochMilli())
        .param("limit", limit)
        .query(PayoutChecks::ended)
        .list();
  }

  /// Those granted within a range.
  List<Ended> within(Instant from, Instant to, int limit) {
    return reader
        .sql(
            """
            select id, case_id, amount_fen, status from grant_order
            where status in ('granted', 'failed') and created_at >= :from and created_at < :to
            order by created_at, id limit :limit
            """)
        .param("from", from.toEpochMilli())
        .param("to", to.toEpochMilli())
        .param("limit", limit)
        .query(PayoutChecks::ended)
        .list();
  }

  private static Ended ended(ResultSet row, int number) throws SQLException {
    return new Ended(
        row.getString("id"),
        row.getString("case_id"),
        row.getLong("amount_fen"),
        row.getString("status"));
  }

  /// Keeps what the shop said. What people have settled stays so while the shop says the same.
  void store(
      String grant,
      Result result,
      @Nullable Long shopFen,
      @Nullable String reference,
      @Nullable String told,
      Instant at) {
    jdbc.sql(
            """
            insert into payout_check (grant_id, checked_at, result, shop_fen, reference, told)
            values (:grant, :at, :result, :fen, :reference, :told)
            on conflict (grant_id) do update
            set checked_at = excluded.checked_at, result = excluded.result,
              shop_fen = excluded.shop_fen, reference = excluded.reference, told = excluded.told,
              settled_by = case when payout_check.result = excluded.result
                then payout_check.settled_by else null end
            """)
        .param("grant", grant)
        .param("at", at.toEpochMilli())
        .param("result", result.wire())
        .param("fen", shopFen)
        .param("reference", reference)
        .param("told", told)
        .update();
  }

  /// @return whether there was one to be looked into
  boolean settle(String grant, String by, String remark, Instant at) {
    return jdbc.sql(
                """
                update payout_check set settled_by = :by, settled_at = :at, remark = :remark
                where grant_id = :grant and result <> 'agrees'
                """)
            .param("grant", grant)
            .param("by", by)
            .param("at", at.toEpochMilli())
            .param("remark", remark)
            .update()
        == 1;
  }

  Optional<PayoutCheck> find(String grant) {
    return reader
        .sql(SELECT + " where g.id = :grant")
        .param("grant", grant)
        .query(PayoutChecks::row)
        .optional();
  }

  /// What people have to look into, oldest first.
  ///
  /// @param settled whether those that have been looked into are meant instead
  List<PayoutCheck> differing(boolean settled, int limit) {
    return reader
        .sql(
            SELECT
                + """
                 where c.result <> 'agrees' and (c.settled_by is not null) = (:settled = 1)
                order by c.checked_at, g.id limit :limit
                """)
        .param("settled", settled ? 1 : 0)
        .param("limit", limit)
        .query(PayoutChecks::row)
        .list();
  }

  /// How many grants came out how, and which ended ones were never compared.
  long count(Result result) {
    return reader
        .sql("select count(*) from payout_check where result = :result")
        .param("result", result.wire())
        .query(Long.class)
        .single();
  }

  private static PayoutCheck row(ResultSet row, int number) throws SQLException {
    var fen = row.getLong("shop_fen");
    var shopFen = row.wasNull() ? null : (Long) fen;
    var settled = row.getLong("settled_at");
    var settledAt = row.wasNull() ? null : Instant.ofEpochMilli(settled);
    var by = row.getString("settled_by");
    return new PayoutCheck(
        row.getString("id"),
        row.getString("case_id"),
        row.getString("order_id"),
        row.getString("shopper"),
        row.getLong("amount_fen"),
        row.getString("form"),
        row.getString("status"),
        Instant.ofEpochMilli(row.getLong("checked_at")),
        Result.valueOf(row.getString("result").toUpperCase(Locale.ROOT)),
        shopFen,
        row.getString("reference"),
        row.getString("told"),
        by,
        by == null ? null : settledAt,
        by == null ? null : row.getString("remark"));
  }
}
