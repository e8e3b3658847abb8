package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Signs staff in and out, and hands out the tickets with which a socket proves a sign-in.
///
/// A sign-in is named by a secret the browser keeps; the database knows its hash only.
@Component
public class SignIns {

  /// A working day; then the password is asked again.
  static final Duration LIFETIME = Duration.ofHours(12);

  static final Duration TICKET_LIFETIME = Duration.ofSeconds(30);

  /// How long a password counts as just given.
  static final Duration FRESH = Duration.ofMinutes(5);

  private final JdbcClient jdbc;
  private final JdbcClient readers;
  private final StaffDirectory directory;
  private final Passwords passwords;
  private final SignInAttempts attempts;
  private final Clock clock;
  private final ApplicationEventPublisher news;

  SignIns(
      JdbcClient jdbc,
      @ReadOnly JdbcClient readers,
      StaffDirectory directory,
      Passwords passwords,
      SignInAttempts attempts,
      Clock clock,
      ApplicationEventPublisher news) {
    this.jdbc = jdbc;
    this.readers = readers;
    this.directory = directory;
    this.passwords = passwords;
    this.attempts = attempts;
    this.clock = clock;
    this.news = news;
  }

  /// A sign-in that holds.
  ///
  /// @param csrf what every changing request has to repeat
  record SignIn(Staff staff, String csrf) {}

  /// A new sign-in.
  ///
  /// @param token the secret to be kept in the cookie
  record Fresh(String token, SignIn signIn) {}

  /// @throws Refusal `unauthorized` for a wrong name and a wrong password alike, `rate`
  Fresh in(String username, String password, Household from) {
    attempts.begin(username, from);
    var login = directory.login(username);
    var right = passwords.matches(password, login.map(StaffDirectory.Login::hash).orElse(null));
    if (login.isEmpty() || !right) {
      throw new Refusal(ErrorCode.UNAUTHORIZED, "用户名或密码不正确");
    }
    attempts.succeeded(username, from);
    var token = Secrets.next();
    var csrf = Secrets.next();
    var now = clock.millis();
    jdbc.sql("delete from staff_session where created_at <= :over")
        .param("over", now - LIFETIME.toMillis())
        .update();
    jdbc.sql(
            """
            insert into staff_session (token_hash, staff, csrf, created_at, proved_at)
            values (:hash, :staff, :csrf, :now, :now)
            """)
        .param("hash", Secrets.hash(token))
        .param("staff", login.get().staff().id().value())
        .param("csrf", csrf)
        .param("now", now)
        .update();
    return new Fresh(token, new SignIn(login.get().staff().in(Secrets.hash(token)), csrf));
  }

  Optional<SignIn> byToken(String token) {
    return bySession(Secrets.hash(token));
  }

  /// Whoever acts under a sign-in, as they are now; empty once it has ended.
  public Optional<Staff> staff(String session) {
    return bySession(session).map(SignIn::staff);
  }

  /// When a sign-in ends; null for one that has ended.
  public @Nullable Instant until(String session) {
    return readers
        .sql("select created_at from staff_session where token_hash = :hash")
        .param("hash", session)
        .query(Long.class)
        .optional()
        .map(created -> Instant.ofEpochMilli(created).plus(LIFETIME))
        .orElse(null);
  }

  /// Which of these sign-ins still hold.
  ///
  /// @param sessions a few hundred at most
  public Set<String> holding(Collection<String> sessions) {
    if (sessions.isEmpty()) {
      return Set.of();
    }
    return readers
        .sql(
            """
            select i.token_hash
            from staff_session i join staff s on s.id = i.staff
            where i.token_hash in (:sessions) and i.created_at > :since and s.enabled = 1
            """)
        .param("sessions", sessions)
        .param("since", clock.instant().minus(LIFETIME).toEpochMilli())
        .query((row, _) -> row.getString("token_hash"))
        .set();
  }

  /// Ends every sign-in of somebody.
  void outEverywhere(StaffId staff) {
    jdbc.sql("delete from staff_session where staff = :staff")
        .param("staff", staff.value())
        .update();
  }

  private Optional<SignIn> bySession(String session) {
    return readers
        .sql(
            """
            select s.id, s.username, s.name, s.roles, s.group_id, i.csrf
            from staff_session i join staff s on s.id = i.staff
            where i.token_hash = :hash and i.created_at > :since and s.enabled = 1
            """)
        .param("hash", session)
        .param("since", clock.instant().minus(LIFETIME).toEpochMilli())
        .query((row, number) -> signIn(row, number, session))
        .optional();
  }

  private static SignIn signIn(ResultSet row, int number, String session) throws SQLException {
    return new SignIn(StaffDirectory.row(row, number).in(session), row.getString("csrf"));
  }

  /// Ends a sign-in; its sockets are closed.
  void out(Staff staff) {
    jdbc.sql("delete from staff_session where token_hash = :hash")
        .param("hash", staff.session())
        .update();
    if (staff.session() != null) {
      news.publishEvent(new StaffSignedOut(staff.session()));
    }
  }

  /// Proves again who is there, for what needs a password just given.
  ///
  /// @throws Refusal `unauthorized`, `rate`
  void stepUp(Staff staff, String password, Household from) {
    attempts.begin(staff.username(), from);
    var login = directory.login(staff.username());
    if (!passwords.matches(password, login.map(StaffDirectory.Login::hash).orElse(null))) {
      throw new Refusal(ErrorCode.UNAUTHORIZED, "密码不正确");
    }
    attempts.succeeded(staff.username(), from);
    jdbc.sql("update staff_session set proved_at = :now where token_hash = :hash")
        .param("now", clock.millis())
        .param("hash", staff.session())
        .update();
  }

  /// @throws Refusal `forbidden` unless the password was given in the last minutes
  public void requireFresh(Staff staff) {
    var proved =
        jdbc.sql("select proved_at from staff_session where token_hash = :hash")
            .param("hash", staff.session())
            .query(Long.class)
            .optional()
            .orElse(0L);
    if (proved <= clock.instant().minus(FRESH).toEpochMilli()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "涉及金额，请先重新输入密码（step-up）");
    }
  }

  /// A ticket for one socket of this sign-in.
  String ticket(Staff staff) {
    var ticket = Secrets.next();
    var now = clock.instant();
    jdbc.sql("delete from ws_ticket where expires_at < :now")
        .param("now", now.toEpochMilli())
        .update();
    jdbc.sql(
            """
            insert into ws_ticket (ticket_hash, session, expires_at)
            values (:hash, :session, :expires)
            """)
        .param("hash", Secrets.hash(ticket))
        .param("session", staff.session())
        .param("expires", now.plus(TICKET_LIFETIME).toEpochMilli())
        .update();
    return ticket;
  }

  /// Takes a ticket: it is good once.
  public Optional<Staff> redeem(String ticket) {
    return jdbc.sql(
            """
            delete from ws_ticket where ticket_hash = :hash returning session, expires_at
            """)
        .param("hash", Secrets.hash(ticket))
        .query((row, _) -> new Ticket(row.getString("session"), row.getLong("expires_at")))
        .optional()
        .filter(found -> found.expiresAt() > clock.millis())
        .flatMap(found -> staff(found.session()));
  }

  private record Ticket(String session, long expiresAt) {}
}
