package dev.kefu.escalation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.storage.ReadOnly;
import dev.kefu.storage.StoreTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Grants of which nobody knows whether the shop has paid: it is asked again and again, and what it
/// never answers is for people, who look it up where the money is and say how it ended.
@Component
class UnansweredGrants {

  private static final String SELECT =
      """
      select g.id, g.case_id, g.conversation, g.order_id, g.shopper, g.amount_fen, g.form, g.granted_by,
        g.attempts, g.next_try_at, g.text, r.outcome, r.reference, r.remark,
        r.resolved_by, r.at as resolved_at,
        (select min(e.at) from ledger_entry e where e.grant_id = g.id and e.status = 'unknown') as since
      from grant_order g left join grant_resolution r on r.grant_id = g.id
      """;

  private final JdbcClient reader;
  private final Grants grants;
  private final CaseRows writing;
  private final CaseRows reading;
  private final Conversations conversations;
  private final TransactionTemplate transactions;
  private final News news;
  private final StoreTime time;

  UnansweredGrants(
      JdbcClient jdbc,
      @ReadOnly JdbcClient reader,
      Conversations conversations,
      TransactionTemplate transactions,
      News news,
      JsonMapper json,
      StoreTime time) {
    this.reader = reader;
    this.grants = new Grants(jdbc);
    this.writing = new CaseRows(jdbc, json);
    this.reading = new CaseRows(reader, json);
    this.conversations = conversations;
    this.transactions = transactions;
    this.news = news;
    this.time = time;
  }

  /// How it ended, as a person found it. The wire name is the lower-case name.
  enum Outcome {
    PAID,
    NOT_PAID
  }

  /// @param by who granted or decided it
  /// @param attempts how often the shop was asked
  /// @param told what came instead of an answer, last
  /// @param resolvedBy who has said how it ended; null while it is open
  record UnansweredGrant(
      String id,
      @JsonProperty("case") String ofCase,
      ConversationId conversation,
      @Nullable String order,
      String shopper,
      long amountFen,
      String form,
      String by,
      int attempts,
      @Nullable String told,
      Instant since,
      Instant nextTryAt,
      @Nullable Outcome outcome,
      @Nullable String reference,
      @Nullable String remark,
      @Nullable String resolvedBy,
      @Nullable Instant resolvedAt) {}

  /// Oldest first.
  ///
  /// @param resolved whether those that people have ended are meant instead
  List<UnansweredGrant> list(boolean resolved, int limit) {
    return reader
        .sql(
            SELECT
                + (resolved
                    ? " where r.grant_id is not null order by r.at desc, g.id limit :limit"
                    : " where g.status = 'unknown' order by g.created_at, g.id limit :limit"))
        .param("limit", limit)
        .query(UnansweredGrants::row)
        .list();
  }

  /// Has the shop asked again at once instead of after the pause that grows.
  ///
  /// @throws Refusal `not_found` when it is not unanswered any more
  void askAgain(String id) {
    var asked = Boolean.TRUE.equals(transactions.execute(_ -> grants.askAgain(id, time.now())));
    if (!asked) {
      throw noSuchGrant();
    }
  }

  /// Ends a grant in place of a shop that does not answer; both sides are told as if it had.
  ///
  /// @throws Refusal `forbidden` for what one granted alone; `conflict` while the shop is being
  ///   asked, or when it has answered; `not_found`
  UnansweredGrant resolve(
      Staff by, String id, Outcome outcome, @Nullable String reference, String remark) {
    by.require(Role.SUPERVISOR, Role.MANAGER);
    var found = find(id);
    if (found.outcome() != null) {
      throw answered();
    }
    if (found.by().equals(by.id().value()) && isOfOneself(found)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "不能认定自己直接办理的款项，请由其他主管或店长认定");
    }
    var resolution = new Grants.Resolution(reference, remark, by.id().value());
    conversations.change(
        found.conversation(), change -> resolve(change, id, outcome == Outcome.PAID, resolution));
    return find(id);
  }

  private boolean resolve(Change change, String id, boolean paid, Grants.Resolution resolution) {
    var now = time.now();
    var grant = grants.unanswered(id, now).orElseThrow(UnansweredGrants::answered);
    if (!grants.resolve(grant, paid, resolution, now)) {
      throw answered();
    }
    writing.carriedOut(grant.caseId(), paid ? "granted" : "failed");
    if (paid) {
      var reference = resolution.reference();
      Notices.granted(change, grant, reference == null ? "" : reference);
    } else {
      Notices.failed(change, grant, "人工核实未打款：" + resolution.remark());
    }
    news.afterCommit(new CaseDecided(grant.caseId(), grant.conversation()));
    return true;
  }

  private UnansweredGrant find(String id) {
    return reader
        .sql(SELECT + " where g.id = :id")
        .param("id", id)
        .query(UnansweredGrants::row)
        .optional()
        .orElseThrow(UnansweredGrants::noSuchGrant);
  }

  /// What the rules let one grant alone has no second pair of eyes yet.
  private boolean isOfOneself(UnansweredGrant found) {
    return reading
        .find(found.ofCase())
        .filter(of -> of.requestedBy().equals(found.by()))
        .isPresent();
  }

  private static Refusal noSuchGrant() {
    return new Refusal(ErrorCode.NOT_FOUND, "没有这笔待核实的款项");
  }

  private static Refusal answered() {
    return new Refusal(ErrorCode.CONFLICT, "正在向店铺核实，或店铺已有答复，请刷新后再看");
  }

  private static UnansweredGrant row(ResultSet row, int number) throws SQLException {
    var outcome = row.getString("outcome");
    var resolvedAt = row.getLong("resolved_at");
    return new UnansweredGrant(
        row.getString("id"),
        row.getString("case_id"),
        new ConversationId(row.getString("conversation")),
        row.getString("order_id"),
        row.getString("shopper"),
        row.getLong("amount_fen"),
        row.getString("form"),
        row.getString("granted_by"),
        row.getInt("attempts"),
        row.getString("text"),
        Instant.ofEpochMilli(row.getLong("since")),
        Instant.ofEpochMilli(row.getLong("next_try_at")),
        outcome == null ? null : Outcome.valueOf(outcome.toUpperCase(Locale.ROOT)),
        row.getString("reference"),
        row.getString("remark"),
        row.getString("resolved_by"),
        outcome == null ? null : Instant.ofEpochMilli(resolvedAt));
  }
}
