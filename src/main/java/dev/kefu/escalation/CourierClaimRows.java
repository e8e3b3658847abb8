package dev.kefu.escalation;

import dev.kefu.content.Shop;
import dev.kefu.content.ShopProfile;
import dev.kefu.escalation.CourierClaim.Reason;
import dev.kefu.escalation.CourierClaim.Status;
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

/// Claims against couriers in the database. What writes is called inside a transaction.
@Component
class CourierClaimRows {

  private static final String SELECT =
      """
      select id, status, courier, parcel, order_id, reason, asked_fen, reference, note, filed_at,
        answer_by, opened_at, opened_by, opened_by_name, paid_fen, remark, settled_at, settled_by,
        settled_by_name
      from courier_claim
      """;

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final ShopProfile shop;

  CourierClaimRows(JdbcClient jdbc, @ReadOnly JdbcClient reader, ShopProfile shop) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.shop = shop;
  }

  /// @return whether none was open for this parcel
  boolean open(CourierClaim claim, String buyer) {
    return jdbc.sql(
                """
                insert into courier_claim (id, courier, parcel, order_id, buyer, reason, asked_fen,
                  reference, note, status, filed_at, answer_by, opened_at, opened_by, opened_by_name)
                values (:id, :courier, :parcel, :order, :buyer, :reason, :asked, :reference, :note,
                  'open', :filed, :answerBy, :opened, :by, :byName)
                on conflict (courier, parcel) where status = 'open' do nothing
                """)
            .param("id", claim.id())
            .param("courier", claim.courier())
            .param("parcel", claim.parcel())
            .param("order", claim.order())
            .param("buyer", buyer)
            .param("reason", LedgerQuery.wire(claim.reason()))
            .param("asked", claim.askedFen())
            .param("reference", claim.reference())
            .param("note", claim.note())
            .param("filed", claim.filedAt().toEpochMilli())
            .param("answerBy", claim.answerBy().toEpochMilli())
            .param("opened", claim.openedAt().toEpochMilli())
            .param("by", claim.openedBy())
            .param("byName", claim.openedByName())
            .update()
        == 1;
  }

  /// Ends a claim: of several who do it at once exactly one does.
  ///
  /// @return whether it was open
  boolean settle(CourierClaim settled) {
    return jdbc.sql(
                """
                update courier_claim
                set status = :status, paid_fen = :paid, remark = :remark, settled_at = :at,
                  settled_by = :by, settled_by_name = :byName
                where id = :id and status = 'open'
                """)
            .param("id", settled.id())
            .param("status", LedgerQuery.wire(settled.status()))
            .param("paid", settled.paidFen())
            .param("remark", settled.remark())
            .param("at", millis(settled.settledAt()))
            .param("by", settled.settledBy())
            .param("byName", settled.settledByName())
            .update()
        == 1;
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  Optional<CourierClaim> find(String id) {
    return list(reader.sql(SELECT + " where id = :id limit 1").param("id", id)).stream()
        .findFirst();
  }

  Optional<CourierClaim> openFor(String courier, String parcel) {
    var found =
        reader
            .sql(
                SELECT
                    + " where courier = :courier and parcel = :parcel and status = 'open' limit 1")
            .param("courier", courier)
            .param("parcel", parcel);
    return list(found).stream().findFirst();
  }

  /// Newest first.
  List<CourierClaim> ofOrder(String order, int limit) {
    return list(
        reader
            .sql(SELECT + " where order_id = :order order by opened_at desc, id limit :limit")
            .param("order", order)
            .param("limit", limit));
  }

  /// Those whose time to answer ends first come first.
  List<CourierClaim> open(int limit) {
    return list(
        reader
            .sql(SELECT + " where status = 'open' order by answer_by, id limit :limit")
            .param("limit", limit));
  }

  /// Those settled last come first.
  List<CourierClaim> settled(int limit) {
    return list(
        reader
            .sql(SELECT + " where status <> 'open' order by settled_at desc, id limit :limit")
            .param("limit", limit));
  }

  /// What is open and was not answered in time, by id.
  List<CourierClaims.Overdue> overdue(Instant now, String afterId, int limit) {
    return reader
        .sql(
            """
            select id, courier, parcel, order_id, buyer, asked_fen, answer_by from courier_claim
            where status = 'open' and answer_by <= :now and id > :after
            order by id limit :limit
            """)
        .param("now", now.toEpochMilli())
        .param("after", afterId)
        .param("limit", limit)
        .query(CourierClaimRows::overdue)
        .list();
  }

  /// The same of one order.
  List<CourierClaims.Overdue> overdueOf(String order, Instant now, int limit) {
    return reader
        .sql(
            """
            select id, courier, parcel, order_id, buyer, asked_fen, answer_by from courier_claim
            where order_id = :order and status = 'open' and answer_by <= :now
            order by id limit :limit
            """)
        .param("order", order)
        .param("now", now.toEpochMilli())
        .param("limit", limit)
        .query(CourierClaimRows::overdue)
        .list();
  }

  private static CourierClaims.Overdue overdue(ResultSet row, int number) throws SQLException {
    return new CourierClaims.Overdue(
        row.getString("id"),
        row.getString("courier"),
        row.getString("parcel"),
        row.getString("order_id"),
        row.getString("buyer"),
        row.getLong("asked_fen"),
        Instant.ofEpochMilli(row.getLong("answer_by")));
  }

  private List<CourierClaim> list(JdbcClient.StatementSpec found) {
    // read first: a query inside another's rows would take a second connection
    var told = shop.told();
    return found.query((row, _) -> row(row, told)).list();
  }

  private static CourierClaim row(ResultSet row, Shop shop) throws SQLException {
    var courier = row.getString("courier");
    var paid = row.getLong("paid_fen");
    var paidFen = row.wasNull() ? null : (Long) paid;
    var settled = row.getLong("settled_at");
    var settledAt = row.wasNull() ? null : Instant.ofEpochMilli(settled);
    return new CourierClaim(
        row.getString("id"),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        courier,
        shop.courier(courier).map(Shop.Courier::name).orElse(courier),
        row.getString("parcel"),
        row.getString("order_id"),
        Reason.valueOf(row.getString("reason").toUpperCase(Locale.ROOT)),
        row.getLong("asked_fen"),
        row.getString("reference"),
        row.getString("note"),
        Instant.ofEpochMilli(row.getLong("filed_at")),
        Instant.ofEpochMilli(row.getLong("answer_by")),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        row.getString("opened_by"),
        row.getString("opened_by_name"),
        paidFen,
        row.getString("remark"),
        settledAt,
        row.getString("settled_by"),
        row.getString("settled_by_name"));
  }
}
