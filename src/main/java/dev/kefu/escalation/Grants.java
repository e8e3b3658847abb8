package dev.kefu.escalation;

import dev.kefu.base.Ids;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.conversation.ConversationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is to be carried out and what became of it, in the database; and the ledger beside it,
/// which is written in the same statements' transaction. One case has one grant, and the case is
/// the key under which the shop pays.
final class Grants {

  private static final String COLUMNS =
      """
      id, case_id, conversation, shopper, buyer, order_id, amount_fen, form, rule, granted_by, status,
      attempts, fence, announced
      """;

  private final JdbcClient jdbc;

  Grants(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// @param rule what allowed it; null when somebody decided it
  /// @param grantedBy who granted or decided it
  /// @param attempts how often the shop was asked, this time included
  /// @param fence grows with each lease: an older holder can no longer write
  /// @param announced whether the shopper knows of the approval
  record Grant(
      String id,
      String caseId,
      ConversationId conversation,
      String shopper,
      String buyer,
      @Nullable String order,
      long amountFen,
      String form,
      @Nullable String rule,
      String grantedBy,
      String status,
      int attempts,
      long fence,
      boolean announced) {

    Payout payout() {
      return new Payout(caseId, order, buyer, form, amountFen);
    }
  }

  /// Adds what is to be carried out, or carries out again what was withdrawn.
  ///
  /// @param payAt not before: until then it can be withdrawn
  void add(
      Case of,
      String shopper,
      String buyer,
      long amountFen,
      String form,
      String by,
      Instant at,
      Instant payAt) {
    // What the rules allowed names the rule; what somebody decided names the decision.
    var rule = by.equals(of.requestedBy()) ? of.rule() : null;
    var id =
        jdbc.sql(
                """
                insert into grant_order (id, case_id, conversation, shopper, buyer, order_id, amount_fen,
                  form, rule, granted_by, status, attempts, next_try_at, lease_until, fence, created_at,
                  announced)
                values (:id, :case, :conversation, :shopper, :buyer, :order, :amount, :form, :rule, :by,
                  'granting', 0, :payAt, 0, 0, :at, :announced)
                on conflict (case_id) do update
                set amount_fen = excluded.amount_fen, form = excluded.form, rule = excluded.rule,
                  granted_by = excluded.granted_by, status = 'granting',
                  next_try_at = excluded.next_try_at, announced = excluded.announced
                where grant_order.status = 'withdrawn'
                returning id
                """)
            .param("id", Ids.next("grant_"))
            .param("case", of.id())
            .param("conversation", of.conversation().value())
            .param("shopper", shopper)
            .param("buyer", buyer)
            .param("order", of.order())
            .param("amount", amountFen)
            .param("form", form)
            .param("rule", rule)
            .param("by", by)
            .param("at", at.toEpochMilli())
            .param("payAt", payAt.toEpochMilli())
            .param("announced", payAt.isAfter(at) ? 0 : 1)
            .query(String.class)
            .single();
    book(id, "granting", at);
  }

  /// Takes back what the shop has not been asked to pay.
  ///
  /// @return whether it was not
  boolean withdraw(String caseId, Instant at) {
    var withdrawn =
        jdbc.sql(
                """
                update grant_order set status = 'withdrawn', fence = fence + 1
                where case_id = :case and status = 'granting' and attempts = 0
                returning id
                """)
            .param("case", caseId)
            .query(String.class)
            .optional();
    withdrawn.ifPresent(id -> book(id, "withdrawn", at));
    return withdrawn.isPresent();
  }

  /// Notes that the shopper is told of the approval now.
  ///
  /// @return whether this lease still holds and nobody has told before
  boolean announce(Grant grant) {
    return jdbc.sql(
                """
                update grant_order set announced = 1
                where id = :id and fence = :fence and announced = 0
                """)
            .param("id", grant.id())
            .param("fence", grant.fence())
            .update()
        == 1;
  }

  /// Takes the next grant that is due and leases it.
  Optional<Grant> lease(Instant now, Duration lease) {
    return jdbc.sql(
            """
            update grant_order
            set attempts = attempts + 1, fence = fence + 1, lease_until = :until
            where id = (
              select id from grant_order
              where status in ('granting', 'unknown') and next_try_at <= :now and lease_until <= :now
              order by created_at limit 1)
              and lease_until <= :now
            returning
            """
                + COLUMNS)
        .param("until", now.plus(lease).toEpochMilli())
        .param("now", now.toEpochMilli())
        .query(Grants::row)
        .optional();
  }

  /// Makes a lease last longer, right before the shop is asked to pay.
  ///
  /// @return whether it still holds: nobody has taken the grant since, and nobody has ended it
  boolean renew(Grant grant, Instant until) {
    return jdbc.sql(
                """
                update grant_order set lease_until = :until
                where id = :id and fence = :fence and status in ('granting', 'unknown')
                """)
            .param("until", until.toEpochMilli())
            .param("id", grant.id())
            .param("fence", grant.fence())
            .update()
        == 1;
  }

  /// Ends a grant, if this lease still holds.
  ///
  /// @return whether it did
  boolean end(Grant grant, String status, String reference, String text, Instant at) {
    var held =
        jdbc.sql(
                """
                update grant_order
                set status = :status, reference = :reference, text = :text, lease_until = 0
                where id = :id and fence = :fence and status in ('granting', 'unknown')
                """)
            .param("status", status)
            .param("reference", reference)
            .param("text", text)
            .param("id", grant.id())
            .param("fence", grant.fence())
            .update();
    if (held == 1) {
      book(grant.id(), status, at);
    }
    return held == 1;
  }

  /// The shop did not answer: to be asked again later.
  ///
  /// @param why for people, what came instead of an answer; null when nobody can say
  /// @return whether this lease still held and the grant was not known to be unknown before
  boolean unknown(Grant grant, @Nullable String why, Instant nextTry, Instant at) {
    var held =
        jdbc.sql(
                """
                update grant_order
                set status = 'unknown', text = :why, next_try_at = :next, lease_until = 0
                where id = :id and fence = :fence and status in ('granting', 'unknown')
                """)
            .param("why", why)
            .param("next", nextTry.toEpochMilli())
            .param("id", grant.id())
            .param("fence", grant.fence())
            .update();
    var first = held == 1 && grant.status().equals("granting");
    if (first) {
      book(grant.id(), "unknown", at);
    }
    return first;
  }

  /// One the shop has not answered for and is not being asked about right now.
  Optional<Grant> unanswered(String id, Instant now) {
    return jdbc.sql(
            """
            select %s from grant_order
            where id = :id and status = 'unknown' and lease_until <= :now
            """
                .formatted(COLUMNS))
        .param("id", id)
        .param("now", now.toEpochMilli())
        .query(Grants::row)
        .optional();
  }

  /// Has the shop asked again now.
  ///
  /// @return whether there was a grant it has not answered for
  boolean askAgain(String id, Instant now) {
    return jdbc.sql(
                "update grant_order set next_try_at = :now where id = :id and status = 'unknown'")
            .param("now", now.toEpochMilli())
            .param("id", id)
            .update()
        == 1;
  }

  /// Ends a grant in place of a shop that does not answer. Whoever held it before writes no more.
  ///
  /// @param grant as [#unanswered] told it
  /// @return whether nobody was faster
  boolean resolve(Grant grant, boolean paid, Resolution resolution, Instant at) {
    var status = paid ? "granted" : "failed";
    var moved =
        jdbc.sql(
                """
                update grant_order
                set status = :status, reference = :reference, fence = fence + 1, lease_until = 0
                where id = :id and fence = :fence and status = 'unknown' and lease_until <= :now
                """)
            .param("status", status)
            .param("reference", resolution.reference())
            .param("id", grant.id())
            .param("fence", grant.fence())
            .param("now", at.toEpochMilli())
            .update();
    if (moved == 1) {
      book(grant.id(), status, at);
      store(grant.id(), paid, resolution, at);
    }
    return moved == 1;
  }

  /// @param reference of the payment as people found it; null when they found none
  record Resolution(@Nullable String reference, String remark, String by) {}

  private void store(String id, boolean paid, Resolution resolution, Instant at) {
    jdbc.sql(
            """
            insert into grant_resolution (grant_id, outcome, reference, remark, resolved_by, at)
            values (:id, :outcome, :reference, :remark, :by, :at)
            """)
        .param("id", id)
        .param("outcome", paid ? "paid" : "not_paid")
        .param("reference", resolution.reference())
        .param("remark", resolution.remark())
        .param("by", resolution.by())
        .param("at", at.toEpochMilli())
        .update();
  }

  private void book(String id, String status, Instant at) {
    jdbc.sql(
            """
            insert into ledger_entry (grant_id, step, case_id, order_id, shopper, amount_fen, form, rule,
              decision, booked_by, booked_by_name, beside, at, status)
            select g.id, (select count(*) from ledger_entry e where e.grant_id = g.id) + 1, g.case_id,
              g.order_id, g.shopper, g.amount_fen, g.form, g.rule,
              case when g.rule is null then g.case_id else null end, g.granted_by,
              case when k.decided_by = g.granted_by then k.decided_by_name else k.requested_by_name end,
              coalesce(k.beside, 0), :at, :status
            from grant_order g join claim_case k on k.id = g.case_id where g.id = :id
            """)
        .param("id", id)
        .param("at", at.toEpochMilli())
        .param("status", status)
        .update();
  }

  private static Grant row(ResultSet row, int number) throws SQLException {
    return new Grant(
        row.getString("id"),
        row.getString("case_id"),
        new ConversationId(row.getString("conversation")),
        row.getString("shopper"),
        row.getString("buyer"),
        row.getString("order_id"),
        row.getLong("amount_fen"),
        row.getString("form"),
        row.getString("rule"),
        row.getString("granted_by"),
        row.getString("status"),
        row.getInt("attempts"),
        row.getLong("fence"),
        row.getInt("announced") == 1);
  }
}
