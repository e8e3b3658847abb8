package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Visitors of the shop and the tokens by which they are known again.
@Component
public class Shoppers {

  private static final Duration TOKEN_LIFETIME = Duration.ofDays(30);
  private static final int NAME_TAIL = 4;

  /// So many visits are entered at the same time: each waits for the disk, and what is said in the
  /// shop has to get its turn between them.
  private static final int AT_ONCE = 4;

  /// So long a visit waits for its turn.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Each visit takes some that are over along; more than one, so that none is left in the end.
  private static final int TAKEN_ALONG = 5;

  /// What everybody is called of whom nothing is known any more.
  private static final String NOBODY = "已注销";

  private final JdbcClient jdbc;
  private final JdbcClient readers;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final Semaphore entering = new Semaphore(AT_ONCE, true);

  Shoppers(
      JdbcClient jdbc,
      @ReadOnly JdbcClient readers,
      TransactionTemplate transactions,
      Clock clock) {
    this.jdbc = jdbc;
    this.readers = readers;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// A visit, with the secret that continues it.
  record Visit(Shopper shopper, String token, Instant expiresAt) {}

  /// A visitor nobody knows.
  Visit anonymous() {
    return visit(() -> {
      var id = Ids.next("shp_");
      return insert(
          new Shopper(new ShopperId(id), "访客" + id.substring(id.length() - NAME_TAIL), null));
    });
  }

  /// A buyer the shop has vouched for: always the same shopper.
  Visit of(Identity identity) {
    return visit(() ->
        jdbc.sql(
                """
                update shopper set name = :name where buyer = :buyer returning id, name, buyer
                """)
            .param("name", identity.name())
            .param("buyer", identity.buyer())
            .query(Shoppers::row)
            .optional()
            .orElseGet(() ->
                insert(
                    new Shopper(
                        new ShopperId(Ids.next("shp_")), identity.name(), identity.buyer()))));
  }

  /// The shopper of a buyer the shop itself names; one who has never come by is entered. Call it
  /// outside a transaction of one's own.
  public Shopper ofBuyer(String buyer) {
    return Objects.requireNonNull(
        transactions.execute(_ ->
            jdbc.sql("select id, name, buyer from shopper where buyer = :buyer")
                .param("buyer", buyer)
                .query(Shoppers::row)
                .optional()
                .orElseGet(
                    () -> insert(new Shopper(new ShopperId(Ids.next("shp_")), buyer, buyer)))));
  }

  private Visit visit(Supplier<Shopper> whose) {
    try {
      if (!entering.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Refusal(ErrorCode.UNAVAILABLE, "来访的人太多，请稍后再试");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Refusal(ErrorCode.UNAVAILABLE, "服务正在停止");
    }
    try {
      return enter(whose);
    } finally {
      entering.release();
    }
  }

  private Visit enter(Supplier<Shopper> whose) {
    var token = Secrets.next();
    var now = clock.instant();
    var expires = now.plus(TOKEN_LIFETIME);
    return transactions.execute(_ -> {
      jdbc.sql(
              """
              delete from visitor_token where token_hash in (
                select token_hash from visitor_token where expires_at < :now
                order by expires_at limit :some)
              """)
          .param("now", now.toEpochMilli())
          .param("some", TAKEN_ALONG)
          .update();
      var shopper = whose.get();
      jdbc.sql(
              """
              insert into visitor_token (token_hash, shopper, expires_at)
              values (:hash, :shopper, :expires)
              """)
          .param("hash", Secrets.hash(token))
          .param("shopper", shopper.id().value())
          .param("expires", expires.toEpochMilli())
          .update();
      return new Visit(shopper, token, expires);
    });
  }

  private Shopper insert(Shopper shopper) {
    jdbc.sql(
            """
            insert into shopper (id, name, buyer, created_at) values (:id, :name, :buyer, :now)
            """)
        .param("id", shopper.id().value())
        .param("name", shopper.name())
        .param("buyer", shopper.buyer())
        .param("now", clock.millis())
        .update();
    return shopper;
  }

  public Optional<Shopper> find(ShopperId id) {
    return jdbc.sql("select id, name, buyer from shopper where id = :id and erased_at is null")
        .param("id", id.value())
        .query(Shoppers::row)
        .optional();
  }

  /// Whose token it is; empty for an unknown or expired one, and while its owner is banned.
  public Optional<Shopper> byToken(String token) {
    return readers
        .sql(
            """
            select s.id, s.name, s.buyer from visitor_token t join shopper s on s.id = t.shopper
            where t.token_hash = :hash and t.expires_at > :now and s.erased_at is null
              and not exists (
                select 1 from shopper_ban b
                where b.shopper = s.id and (b.until is null or b.until > :now))
            """)
        .param("hash", Secrets.hash(token))
        .param("now", clock.millis())
        .query(Shoppers::row)
        .optional();
  }

  /// Whether a token opens nothing because its owner is banned.
  public boolean isOfBanned(String token) {
    return readers
        .sql(
            """
            select 1 from visitor_token t join shopper_ban b on b.shopper = t.shopper
            where t.token_hash = :hash and (b.until is null or b.until > :now)
            """)
        .param("hash", Secrets.hash(token))
        .param("now", clock.millis())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// Whether a token opens nothing because its owner is known no more.
  public boolean isOfErased(String token) {
    return readers
        .sql(
            """
            select 1 from visitor_token t join shopper s on s.id = t.shopper
            where t.token_hash = :hash and s.erased_at is not null
            """)
        .param("hash", Secrets.hash(token))
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// Forgets who a shopper is. Call it inside a transaction; the buyer who comes again is somebody
  /// new.
  ///
  /// @return what is left of them
  public Shopper erase(ShopperId id, Instant at) {
    jdbc.sql("update shopper set name = :name, buyer = null, erased_at = :at where id = :id")
        .param("name", NOBODY)
        .param("at", at.toEpochMilli())
        .param("id", id.value())
        .update();
    // Whoever is forgotten never comes again as themselves.
    jdbc.sql("delete from shopper_ban where shopper = :id").param("id", id.value()).update();
    return new Shopper(id, NOBODY, null);
  }

  public boolean isErased(ShopperId id) {
    return jdbc.sql("select 1 from shopper where id = :id and erased_at is not null")
        .param("id", id.value())
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  /// Who of these was erased: for nodes that were not told.
  ///
  /// @param those a few hundred at most
  public List<ShopperId> erasedAmong(Collection<ShopperId> those) {
    if (those.isEmpty()) {
      return List.of();
    }
    return readers
        .sql("select id from shopper where id in (:those) and erased_at is not null")
        .param("those", those.stream().map(ShopperId::value).toList())
        .query((row, _) -> new ShopperId(row.getString("id")))
        .list();
  }

  /// When a token ends; null for an unknown one.
  public @Nullable Instant until(String token) {
    return readers
        .sql("select expires_at from visitor_token where token_hash = :hash")
        .param("hash", Secrets.hash(token))
        .query(Long.class)
        .optional()
        .map(Instant::ofEpochMilli)
        .orElse(null);
  }

  private static Shopper row(ResultSet row, int number) throws SQLException {
    return new Shopper(
        new ShopperId(row.getString("id")), row.getString("name"), row.getString("buyer"));
  }
}
