package dev.kefu.account;

import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Lets whoever reads what a node printed at its start be the first administrator, on any node. The
/// node that started last knows the one that is good.
@Component
class SetupToken {

  static final Duration LIFETIME = Duration.ofMinutes(30);

  private static final String NAME = "setup_token";

  private final JdbcClient jdbc;
  private final Clock clock;

  SetupToken(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// A new one; the one before is good no more.
  String next() {
    var token = Secrets.next();
    jdbc.sql(
            """
            insert into store (name, value) values (:name, :value)
            on conflict (name) do update set value = excluded.value
            """)
        .param("name", NAME)
        .param("value", Secrets.hash(token) + " " + clock.instant().plus(LIFETIME).toEpochMilli())
        .update();
    return token;
  }

  /// Takes it: it is good once, and not for long.
  boolean redeem(String token) {
    return jdbc.sql("delete from store where name = :name and value like :hash returning value")
        .param("name", NAME)
        .param("hash", Secrets.hash(token) + " %")
        .query(String.class)
        .optional()
        .filter(value -> Long.parseLong(value.substring(value.indexOf(' ') + 1)) > clock.millis())
        .isPresent();
  }
}
