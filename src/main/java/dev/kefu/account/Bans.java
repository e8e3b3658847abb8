package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Shoppers who may not come in. Their sockets end, and their tokens open none; what they have
/// written stays.
///
/// A stranger is known by a token alone, and may come as another: a ban of somebody the shop does
/// not vouch for holds off no more than a browser.
@Component
public class Bans {

  static final int MAX_REASON = 200;

  private final JdbcClient jdbc;
  private final JdbcClient readers;
  private final Clock clock;
  private final ApplicationEventPublisher news;

  Bans(JdbcClient jdbc, @ReadOnly JdbcClient readers, Clock clock, ApplicationEventPublisher news) {
    this.jdbc = jdbc;
    this.readers = readers;
    this.clock = clock;
    this.news = news;
  }

  /// @param until null for good
  public record Ban(
      ShopperId shopper, String reason, @Nullable Instant until, StaffId by, Instant at) {}

  /// The ban that holds now.
  public Optional<Ban> of(ShopperId shopper) {
    return readers
        .sql(
            """
            select shopper, reason, until, banned_by, at from shopper_ban
            where shopper = :shopper and (until is null or until > :now)
            """)
        .param("shopper", shopper.value())
        .param("now", clock.millis())
        .query(Bans::row)
        .optional();
  }

  /// Who of these is banned: for nodes that were not told.
  ///
  /// @param shoppers a few hundred at most
  public List<ShopperId> among(Collection<ShopperId> shoppers) {
    if (shoppers.isEmpty()) {
      return List.of();
    }
    return readers
        .sql(
            """
            select shopper from shopper_ban
            where shopper in (:shoppers) and (until is null or until > :now)
            """)
        .param("shoppers", shoppers.stream().map(ShopperId::value).toList())
        .param("now", clock.millis())
        .query((row, _) -> new ShopperId(row.getString("shopper")))
        .list();
  }

  /// Bans a shopper, or changes for how long and why. At once on this node, elsewhere as soon as it
  /// is heard of.
  ///
  /// @throws Refusal `forbidden` unless a supervisor, `bad_request`, `not_found`
  Ban ban(Staff staff, ShopperId shopper, String reason, @Nullable Instant until) {
    requireSupervisor(staff);
    var now = Instant.ofEpochMilli(clock.millis());
    if (reason.isBlank() || reason.length() > MAX_REASON) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "原因应为 1 到 " + MAX_REASON + " 个字符");
    }
    if (until != null && !until.isAfter(now)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "until 应晚于现在");
    }
    var written =
        jdbc.sql(
                """
                insert into shopper_ban (shopper, reason, until, banned_by, at)
                select id, :reason, :until, :by, :now from shopper where id = :shopper
                on conflict (shopper) do update
                set reason = excluded.reason, until = excluded.until,
                  banned_by = excluded.banned_by, at = excluded.at
                """)
            .param("shopper", shopper.value())
            .param("reason", reason)
            .param("until", until == null ? null : until.toEpochMilli(), java.sql.Types.BIGINT)
            .param("by", staff.id().value())
            .param("now", now.toEpochMilli())
            .update();
    if (written == 0) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这位买家");
    }
    news.publishEvent(new ShopperBanned(shopper));
    return new Ban(shopper, reason, until, staff.id(), now);
  }

  /// Nothing happens when there is no ban.
  ///
  /// @throws Refusal `forbidden` unless a supervisor
  void lift(Staff staff, ShopperId shopper) {
    requireSupervisor(staff);
    jdbc.sql("delete from shopper_ban where shopper = :shopper")
        .param("shopper", shopper.value())
        .update();
  }

  static void requireSupervisor(Staff staff) {
    if (!staff.supervises()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有主管可以拉黑买家");
    }
  }

  private static Ban row(ResultSet row, int number) throws SQLException {
    var millis = row.getLong("until");
    var until = row.wasNull() ? null : Instant.ofEpochMilli(millis);
    return new Ban(
        new ShopperId(row.getString("shopper")),
        row.getString("reason"),
        until,
        new StaffId(row.getString("banned_by")),
        Instant.ofEpochMilli(row.getLong("at")));
  }
}
