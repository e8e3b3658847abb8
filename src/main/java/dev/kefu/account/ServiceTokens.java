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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The tokens by which programs are known. The database knows their hashes only, and is asked for
/// each call: one that is revoked opens nothing from then on, on any node.
@Component
class ServiceTokens {

  /// Longer, and nobody remembers what it is for.
  static final Duration LONGEST = Duration.ofDays(365);

  /// A secret that begins so is found by who looks for secrets that have leaked.
  static final String PREFIX = "kefu_";

  private static final int MOST = 100;
  private static final int SHOWN = 500;

  /// How exactly it is known when one was used last; a write for each call would be too many.
  private static final Duration NOTICED = Duration.ofMinutes(1);

  private static final String COLUMNS =
      "id, name, scopes, created_by, created_at, expires_at, last_used_at, revoked_at";

  private static final Logger log = LoggerFactory.getLogger(ServiceTokens.class);

  private final JdbcClient jdbc;
  private final JdbcClient readers;
  private final Clock clock;

  ServiceTokens(JdbcClient jdbc, @ReadOnly JdbcClient readers, Clock clock) {
    this.jdbc = jdbc;
    this.readers = readers;
    this.clock = clock;
  }

  /// @param secret told this once
  record Fresh(String secret, ServiceToken token) {}

  /// @throws Refusal `conflict` when there are too many
  Fresh make(StaffId by, String name, Set<Scope> scopes, Instant until) {
    requireRoom();
    var secret = PREFIX + Secrets.next();
    var now = clock.instant();
    var token =
        new ServiceToken(Ids.next("svc_"), name, new TreeSet<>(scopes), by, now, until, null, null);
    jdbc.sql(
            """
            insert into service_token
              (id, token_hash, name, scopes, created_by, created_at, expires_at)
            values (:id, :hash, :name, :scopes, :by, :now, :until)
            """)
        .param("id", token.id())
        .param("hash", Secrets.hash(secret))
        .param("name", name)
        .param("scopes", wire(token.scopes()))
        .param("by", by.value())
        .param("now", now.toEpochMilli())
        .param("until", until.toEpochMilli())
        .update();
    return new Fresh(secret, token);
  }

  private void requireRoom() {
    var live =
        jdbc.sql(
                """
                select count(*) from service_token where revoked_at is null and expires_at > :now
                """)
            .param("now", clock.millis())
            .query(Integer.class)
            .single();
    if (live >= MOST) {
      throw new Refusal(ErrorCode.CONFLICT, "最多 " + MOST + " 个有效令牌，请先吊销不用的");
    }
  }

  /// Newest first, also those that are over.
  List<ServiceToken> all() {
    return readers
        .sql("select " + COLUMNS + " from service_token order by created_at desc, id limit :most")
        .param("most", SHOWN)
        .query((row, _) -> row(row))
        .list();
  }

  /// @return whether there was one to be revoked
  boolean revoke(String id) {
    return jdbc.sql(
                "update service_token set revoked_at = :now where id = :id and revoked_at is null")
            .param("now", clock.millis())
            .param("id", id)
            .update()
        == 1;
  }

  /// The one that holds now; empty alike for what never was, is revoked or over.
  Optional<ServiceToken> holding(String secret) {
    var now = clock.instant();
    var found =
        readers
            .sql(
                "select "
                    + COLUMNS
                    + " from service_token where token_hash = :hash and revoked_at is null"
                    + " and expires_at > :now")
            .param("hash", Secrets.hash(secret))
            .param("now", now.toEpochMilli())
            .query((row, _) -> row(row))
            .optional();
    found.ifPresent(token -> notice(token, now));
    return found;
  }

  /// That it was used is worth knowing, and not worth refusing a call for.
  private void notice(ServiceToken token, Instant now) {
    var before = now.minus(NOTICED);
    if (token.lastUsedAt() != null && token.lastUsedAt().isAfter(before)) {
      return;
    }
    try {
      jdbc.sql("update service_token set last_used_at = :now where id = :id")
          .param("now", now.toEpochMilli())
          .param("id", token.id())
          .update();
    } catch (DataAccessException e) {
      log.atWarn()
          .addKeyValue("token", token.id())
          .addKeyValue("cause", e.getClass().getSimpleName())
          .log("the use of a token was not noted");
    }
  }

  private static String wire(Set<Scope> scopes) {
    return scopes.stream().map(Scope::wire).collect(Collectors.joining(" "));
  }

  /// A scope that there is no more opens nothing.
  private static ServiceToken row(ResultSet row) throws SQLException {
    var scopes = EnumSet.noneOf(Scope.class);
    Arrays.stream(row.getString("scopes").split(" ", -1))
        .forEach(wire -> Scope.of(wire).ifPresent(scopes::add));
    return new ServiceToken(
        row.getString("id"),
        row.getString("name"),
        new TreeSet<>(scopes),
        new StaffId(row.getString("created_by")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("expires_at")),
        moment(row, "last_used_at"),
        moment(row, "revoked_at"));
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
