package dev.kefu.escalation;

import dev.kefu.account.Staff;
import dev.kefu.conversation.ConversationId;
import dev.kefu.rulebook.Claim;
import dev.kefu.rulebook.Granted;
import dev.kefu.rulebook.Spent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Cases in the database, through one client.
final class CaseRows {

  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

  private static final String SELECT =
      """
      select c.id, c.version, c.conversation, c.kind, c.reason, c.order_id, c.sku, c.claim_fen,
        c.proposal_fen, c.form, c.rule, c.limit_fen, c.order_amount_fen, c.status, c.needs, c.evidence,
        c.note, c.requested_by, c.requested_by_name, c.decided_by, c.decided_by_name, c.amount_fen,
        c.remark, c.opened_at, c.due_at, c.undo_until, c.question, c.passed_at, g.status as grant_status
      from claim_case c left join grant_order g on g.case_id = c.id
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  CaseRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Optional<Case> find(String id) {
    return jdbc.sql(SELECT + " where c.id = :id").param("id", id).query(this::row).optional();
  }

  /// Whose claim it is.
  String shopper(String id) {
    return jdbc.sql("select shopper from claim_case where id = :id")
        .param("id", id)
        .query(String.class)
        .single();
  }

  /// The open case of the same claim.
  Optional<Case> open(ConversationId conversation, ClaimRequest request) {
    return jdbc.sql(
            SELECT
                + """
                 where c.conversation = :conversation and c.kind = :kind and c.reason = :reason
                  and coalesce(c.order_id, '') = :order and coalesce(c.sku, '') = :sku
                  and c.status = 'pending'
                """)
        .param("conversation", conversation.value())
        .param("kind", request.kind())
        .param("reason", request.reason())
        .param("order", request.order() == null ? "" : request.order())
        .param("sku", request.sku() == null ? "" : request.sku())
        .query(this::row)
        .optional();
  }

  /// The same claim by the same person, granted a moment ago: a key that was hit twice.
  Optional<Case> repeated(
      ConversationId conversation, ClaimRequest request, String by, Instant since) {
    return jdbc.sql(
            SELECT
                + """
                 where c.conversation = :conversation and c.kind = :kind and c.reason = :reason
                  and coalesce(c.order_id, '') = :order and coalesce(c.sku, '') = :sku
                  and c.status = 'granted' and c.requested_by = :by and c.decided_by = :by
                  and c.proposal_fen = :proposal and c.form = :form and c.opened_at > :since
                order by c.opened_at desc limit 1
                """)
        .param("conversation", conversation.value())
        .param("kind", request.kind())
        .param("reason", request.reason())
        .param("order", request.order() == null ? "" : request.order())
        .param("sku", request.sku() == null ? "" : request.sku())
        .param("by", by)
        .param("proposal", request.proposalFen() == null ? 0 : request.proposalFen())
        .param("form", request.form())
        .param("since", since.toEpochMilli())
        .query(this::row)
        .optional();
  }

  /// Newest first.
  List<Case> ofConversation(ConversationId conversation, int limit) {
    return jdbc.sql(
            SELECT
                + " where c.conversation = :conversation order by c.opened_at desc, c.id limit :limit")
        .param("conversation", conversation.value())
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  /// Oldest first, so that who has waited longest comes first.
  ///
  /// @param status null for all
  /// @param requestedBy null for everybody's
  List<Case> list(
      @Nullable String status,
      @Nullable String requestedBy,
      long afterOpened,
      String afterId,
      int limit) {
    return jdbc.sql(
            SELECT
                + """
                 where (cast(:status as text) is null or c.status = :status)
                  and (cast(:by as text) is null or c.requested_by = :by)
                  and (c.opened_at, c.id) > (:after, :afterId)
                order by c.opened_at, c.id limit :limit
                """)
        .param("status", status)
        .param("by", requestedBy)
        .param("after", afterOpened)
        .param("afterId", afterId)
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  /// @param claims30Days of this shopper before this one
  void insert(Case c, CheckedClaim claim, int claims30Days) {
    jdbc.sql(
            """
            insert into claim_case (id, version, conversation, shopper, buyer, kind, reason, order_id,
              sku, claim_fen, proposal_fen, form, rule, limit_fen, order_amount_fen, status, needs,
              evidence, note, requested_by, requested_by_name, decided_by, decided_by_name, amount_fen,
              remark, opened_at, due_at, goods, order_at, floor_fen, freight_fen, category, tier,
              claims_30_days, shown)
            values (:id, :version, :conversation, :shopper, :buyer, :kind, :reason, :order, :sku,
              :claim, :proposal, :form, :rule, :limit, :orderAmount, :status, :needs, :evidence, :note,
              :requestedBy, :requestedByName, :decidedBy, :decidedByName, :amount, :remark, :openedAt,
              :dueAt, :goods, :orderAt, :floor, :freight, :category, :tier, :claims30Days, :shown)
            """)
        .param("id", c.id())
        .param("version", c.version())
        .param("conversation", c.conversation().value())
        .param("shopper", claim.shopper().id().value())
        .param("buyer", claim.shopper().buyer())
        .param("kind", c.kind())
        .param("reason", c.reason())
        .param("order", c.order())
        .param("sku", c.sku())
        .param("claim", c.claimFen())
        .param("proposal", c.proposalFen())
        .param("form", c.form())
        .param("rule", c.rule())
        .param("limit", c.limitFen())
        .param("orderAmount", c.orderAmountFen())
        .param("status", c.status())
        .param("needs", c.needs())
        .param("evidence", json.writeValueAsString(c.evidence()))
        .param("note", c.note())
        .param("requestedBy", c.requestedBy())
        .param("requestedByName", c.requestedByName())
        .param("decidedBy", c.decidedBy())
        .param("decidedByName", c.decidedByName())
        .param("amount", c.amountFen())
        .param("remark", c.remark())
        .param("openedAt", c.openedAt().toEpochMilli())
        .param("dueAt", c.dueAt().toEpochMilli())
        .param("goods", claim.goods())
        .param("orderAt", claim.orderAt() == null ? null : claim.orderAt().toEpochMilli())
        .param("floor", claim.floorFen())
        .param("freight", claim.freightFen())
        .param("category", claim.category())
        .param("tier", claim.tier())
        .param("claims30Days", claims30Days)
        .param("shown", claim.shown() ? 1 : 0)
        .update();
  }

  /// Ends a case, if it is still pending at that version.
  ///
  /// @return whether it was: of several at once exactly one is told so
  boolean end(
      String id,
      int version,
      String status,
      String by,
      String byName,
      @Nullable Long amountFen,
      @Nullable String form,
      @Nullable String remark,
      Instant at) {
    return jdbc.sql(
                """
                update claim_case
                set status = :status, version = version + 1, decided_by = :by, decided_by_name = :byName,
                  amount_fen = :amount, asked_form = form, form = coalesce(:form, form), remark = :remark,
                  decided_at = :at, question = null
                where id = :id and version = :version and status = 'pending'
                """)
            .param("status", status)
            .param("by", by)
            .param("byName", byName)
            .param("amount", amountFen)
            .param("form", form)
            .param("remark", remark)
            .param("at", at.toEpochMilli())
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  /// Lets an approval be taken back until then.
  void undoable(String id, Instant until) {
    jdbc.sql("update claim_case set undo_until = :until where id = :id")
        .param("until", until.toEpochMilli())
        .param("id", id)
        .update();
  }

  /// Opens an approved case again, as it was asked for.
  boolean undo(String id, int version) {
    return jdbc.sql(
                """
                update claim_case
                set status = 'pending', version = version + 1, decided_by = null, decided_by_name = null,
                  amount_fen = null, form = asked_form, remark = null, decided_at = null, beside = null,
                  undo_until = null
                where id = :id and version = :version and status = 'approved'
                """)
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  /// The id of a case of the same claim that was opened meanwhile.
  Optional<String> openTwin(Case of) {
    return jdbc.sql(
            """
            select id from claim_case
            where conversation = :conversation and kind = :kind and reason = :reason
              and coalesce(order_id, '') = :order and coalesce(sku, '') = :sku and status = 'pending'
            """)
        .param("conversation", of.conversation().value())
        .param("kind", of.kind())
        .param("reason", of.reason())
        .param("order", of.order() == null ? "" : of.order())
        .param("sku", of.sku() == null ? "" : of.sku())
        .query(String.class)
        .optional();
  }

  /// Leaves an open case to the store manager, with time of their own.
  boolean pass(String id, int version, Instant at, Instant due) {
    return jdbc.sql(
                """
                update claim_case
                set version = version + 1, needs = 'manager', passed_at = :at, due_at = :due
                where id = :id and version = :version and status = 'pending'
                """)
            .param("at", at.toEpochMilli())
            .param("due", due.toEpochMilli())
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  /// Asks about an open case, or notes that it was answered.
  boolean question(String id, int version, @Nullable String question) {
    return jdbc.sql(
                """
                update claim_case set version = version + 1, question = :question
                where id = :id and version = :version and status = 'pending'
                """)
            .param("question", question)
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  /// Adds what somebody said about a case.
  void say(String id, String kind, Staff by, String text, Instant at) {
    jdbc.sql(
            """
            insert into case_word (case_id, n, kind, said_by, said_by_name, text, at)
            values (:id, (select count(*) from case_word where case_id = :id) + 1, :kind, :by, :byName,
              :text, :at)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("by", by.id().value())
        .param("byName", by.name())
        .param("text", text)
        .param("at", at.toEpochMilli())
        .update();
  }

  /// A case that has waited too long.
  record Due(String id, ConversationId conversation) {}

  /// What waits for a supervisor after its time, and what waits for anybody after the last moment.
  List<Due> overdue(Instant now, Instant openedBefore, int limit) {
    return jdbc.sql(
            """
            select id, conversation from claim_case
            where status = 'pending'
              and ((due_at <= :now and needs = 'supervisor') or opened_at <= :opened)
            order by due_at limit :limit
            """)
        .param("now", now.toEpochMilli())
        .param("opened", openedBefore.toEpochMilli())
        .param("limit", limit)
        .query((row, _) ->
            new Due(row.getString("id"), new ConversationId(row.getString("conversation"))))
        .list();
  }

  /// Notes that a decision went beyond the rules.
  void beside(String id) {
    jdbc.sql("update claim_case set beside = 1 where id = :id").param("id", id).update();
  }

  /// Moves an open case on without ending it.
  boolean move(String id, int version, String needs, @Nullable String remark) {
    return jdbc.sql(
                """
                update claim_case
                set version = version + 1, needs = :needs, remark = :remark
                where id = :id and version = :version and status = 'pending'
                """)
            .param("needs", needs)
            .param("remark", remark)
            .param("id", id)
            .param("version", version)
            .update()
        == 1;
  }

  void carriedOut(String id, String status) {
    jdbc.sql("update claim_case set status = :status, version = version + 1 where id = :id")
        .param("status", status)
        .param("id", id)
        .update();
  }

  /// What counts against quotas, what is pending in it: on a day what was decided on it, given
  /// without a decision or asked for and not decided yet. What was taken off an order by a coupon
  /// counts beside what was given on it; what was taken off its price has made the order smaller.
  ///
  /// @param kind `compensation`, or `discount` for what is taken off prices
  /// @param today when the shop's day began
  /// @param except a case that is not counted, being the one under decision; empty for none
  Spent spent(
      String kind,
      String agent,
      String shopper,
      @Nullable String order,
      Instant today,
      Instant monthAgo,
      String except) {
    return jdbc.sql(
            """
            select
              coalesce(sum(case when kind = :kind and requested_by = :agent
                  and coalesce(decided_at, opened_at) >= :today
                then coalesce(amount_fen, proposal_fen) else 0 end), 0) as agent_today,
              coalesce(sum(case when kind = :kind and shopper = :shopper and opened_at >= :monthAgo
                then coalesce(amount_fen, proposal_fen) else 0 end), 0) as shopper_30_days,
              coalesce(sum(case when order_id = :order
                then coalesce(amount_fen, proposal_fen) else 0 end), 0) as of_order,
              coalesce(sum(case when kind = :kind and coalesce(decided_at, opened_at) >= :today
                then coalesce(amount_fen, proposal_fen) else 0 end), 0) as shop_today
            from claim_case
            where (kind = 'compensation' or form in ('price_change', 'coupon'))
              and (kind = :kind or (kind = 'discount' and form = 'coupon'))
              and status in ('pending', 'approved', 'granted') and id <> :except
              and (shopper = :shopper or order_id = :order
                or coalesce(decided_at, opened_at) >= :today)
            """)
        .param("kind", kind)
        .param("agent", agent)
        .param("shopper", shopper)
        .param("order", order)
        .param("today", today.toEpochMilli())
        .param("monthAgo", monthAgo.toEpochMilli())
        .param("except", except)
        .query((row, _) ->
            new Spent(
                row.getLong("agent_today"),
                row.getLong("shopper_30_days"),
                row.getLong("of_order"),
                row.getLong("shop_today")))
        .single();
  }

  /// How often a shopper has asked for money since a moment, however it ended.
  int claims(String shopper, Instant since) {
    return jdbc.sql(
            """
            select count(*) from claim_case
            where shopper = :shopper and kind = 'compensation' and status <> 'cancelled' and opened_at >= :since
            """)
        .param("shopper", shopper)
        .param("since", since.toEpochMilli())
        .query(Integer.class)
        .single();
  }

  /// What was given for a reason and an order, or without an order in a conversation.
  long givenFen(ConversationId conversation, String reason, @Nullable String order) {
    return jdbc.sql(
            """
            select coalesce(sum(amount_fen), 0) from claim_case
            where kind = 'compensation' and reason = :reason and status in ('approved', 'granted')
              and (order_id = :order
                or (cast(:order as text) is null and order_id is null and conversation = :conversation))
            """)
        .param("conversation", conversation.value())
        .param("reason", reason)
        .param("order", order)
        .query(Long.class)
        .single();
  }

  /// What was given on an order, for whatever reason, and taken off it by coupons.
  long givenFen(String order) {
    return jdbc.sql(
            """
            select coalesce(sum(amount_fen), 0) from claim_case
            where (kind = 'compensation' or (kind = 'discount' and form = 'coupon'))
              and order_id = :order and status in ('approved', 'granted')
            """)
        .param("order", order)
        .query(Long.class)
        .single();
  }

  /// What was taken off one price, or waits to be: of an order, or without one of a shopper's
  /// goods.
  ///
  /// @param except a case that is not counted, being the one under decision; empty for none
  long cutFen(String shopper, @Nullable String order, @Nullable String sku, String except) {
    return jdbc.sql(
            """
            select coalesce(sum(coalesce(amount_fen, proposal_fen)), 0) from claim_case
            where kind = 'discount' and form in ('price_change', 'coupon')
              and status in ('pending', 'approved', 'granted') and id <> :except
              and (order_id = :order
                or (cast(:order as text) is null and order_id is null and shopper = :shopper
                  and coalesce(sku, '') = :sku))
            """)
        .param("shopper", shopper)
        .param("order", order)
        .param("sku", sku == null ? "" : sku)
        .param("except", except)
        .query(Long.class)
        .single();
  }

  /// What an order cost when somebody first asked for its price to be changed; empty when nobody
  /// has.
  Optional<Long> priceBefore(String order) {
    return jdbc.sql(
            """
            select order_amount_fen from claim_case
            where kind = 'discount' and form = 'price_change' and order_id = :order
              and status in ('pending', 'approved', 'granted') and order_amount_fen is not null
            order by opened_at, id limit 1
            """)
        .param("order", order)
        .query(Long.class)
        .optional();
  }

  /// Whether its evidence showed what the shopper had sent, when it was claimed.
  boolean isShown(String id) {
    return jdbc.sql(
                "select coalesce(shown, case when evidence = '[]' then 0 else 1 end) from claim_case"
                    + " where id = :id")
            .param("id", id)
            .query(Integer.class)
            .single()
        == 1;
  }

  /// What the shop told of a claim when it was made, for deciding by it.
  ///
  /// @param rule the one it was made under
  Claim.About about(String id, @Nullable String rule) {
    return jdbc.sql(
            """
            select category, tier, claims_30_days, floor_fen, freight_fen from claim_case where id = :id
            """)
        .param("id", id)
        .query((row, _) ->
            new Claim.About(
                row.getString("category"),
                row.getString("tier"),
                row.getInt("claims_30_days"),
                fen(row, "floor_fen"),
                row.getLong("freight_fen"),
                rule))
        .single();
  }

  /// @param forGood whether nobody can take it back any more
  private record Given(String form, long fen, boolean forGood) {}

  /// What goes to the shopper or was taken off a price. An approval of something that is only
  /// spoken of has no grant.
  Granted granted(ConversationId conversation, Instant now) {
    var given =
        jdbc.sql(
                """
                select g.form as form, g.amount_fen as fen,
                  case when c.undo_until > :now then 0 else 1 end as for_good
                from grant_order g join claim_case c on c.id = g.case_id
                where g.conversation = :conversation and g.status not in ('failed', 'withdrawn')
                union all
                select 'price_change', coalesce(amount_fen, 0), 1 from claim_case
                where conversation = :conversation and kind = 'discount' and status = 'approved'
                  and not exists (select 1 from grant_order g where g.case_id = claim_case.id)
                """)
            .param("conversation", conversation.value())
            .param("now", now.toEpochMilli())
            .query((row, _) ->
                new Given(row.getString("form"), row.getLong("fen"), row.getInt("for_good") == 1))
            .list();
    return new Granted(
        sum(given.stream().filter(g -> Forms.isMoney(g.form()) && g.forGood())),
        sum(given.stream().filter(g -> Forms.isMoney(g.form()) && !g.forGood())),
        sum(given.stream().filter(g -> Forms.POINTS.equals(g.form()) && g.forGood())));
  }

  private static long sum(Stream<Given> given) {
    return given.mapToLong(Given::fen).sum();
  }

  List<@Nullable String> approvedReasons(ConversationId conversation, Instant now, int limit) {
    return jdbc.sql(
            """
            select distinct reason from claim_case
            where conversation = :conversation and status in ('approved', 'granted')
              and (undo_until is null or undo_until <= :now)
            limit :limit
            """)
        .param("conversation", conversation.value())
        .param("now", now.toEpochMilli())
        .param("limit", limit)
        .query(String.class)
        .list();
  }

  private Case row(ResultSet row, int number) throws SQLException {
    return new Case(
        row.getString("id"),
        row.getInt("version"),
        new ConversationId(row.getString("conversation")),
        row.getString("kind"),
        row.getString("reason"),
        row.getString("order_id"),
        row.getString("sku"),
        row.getLong("claim_fen"),
        row.getLong("proposal_fen"),
        row.getString("form"),
        row.getString("rule"),
        fen(row, "limit_fen"),
        fen(row, "order_amount_fen"),
        row.getString("status"),
        row.getString("needs"),
        json.readValue(row.getString("evidence"), STRINGS),
        row.getString("note"),
        row.getString("requested_by"),
        row.getString("requested_by_name"),
        row.getString("decided_by"),
        row.getString("decided_by_name"),
        fen(row, "amount_fen"),
        row.getString("remark"),
        row.getString("grant_status"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        Instant.ofEpochMilli(row.getLong("due_at")),
        moment(row, "undo_until"),
        row.getString("question"),
        moment(row, "passed_at"));
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    var at = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(at);
  }

  private static @Nullable Long fen(ResultSet row, String column) throws SQLException {
    var fen = row.getLong(column);
    return row.wasNull() ? null : fen;
  }
}
