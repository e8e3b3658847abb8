package dev.kefu.account;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Slows down whoever guesses passwords: wrong ones are counted for each name, and for each address
/// they come from. In the store, so that neither more nodes nor a restart allow more.
@Component
class SignInAttempts {

  private static final String NAME = "name:";
  private static final String ADDRESS = "address:";

  private final JdbcClient jdbc;
  private final Clock clock;

  /// So many wrong ones within a time; the time begins with the first.
  ///
  /// A shop's staff often share an address: a morning of forgotten passwords must not keep the
  /// others out.
  private enum Limit {
    OF_NAME(10, Duration.ofMinutes(15)),
    OF_ADDRESS(30, Duration.ofMinutes(5));

    private final int most;
    private final Duration within;

    Limit(int most, Duration within) {
      this.most = most;
      this.within = within;
    }
  }

  SignInAttempts(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Counts a try before it is checked, so that a thousand at once do not all pass the check.
  ///
  /// @throws Refusal `rate` when there were too many
  void begin(String username, Household from) {
    countAddress(from);
    count(name(username), Limit.OF_NAME);
  }

  /// Counts a program's token that does not hold, together with the wrong passwords of its address.
  ///
  /// @throws Refusal `rate` when there were too many
  void wrongToken(Household from) {
    countAddress(from);
  }

  private void countAddress(Household from) {
    if (!from.local()) {
      count(ADDRESS + from.name(), Limit.OF_ADDRESS);
    }
  }

  /// Names are what people type: kept short, and not to be read.
  private static String name(String username) {
    return NAME + Secrets.hash(username);
  }

  private void count(String who, Limit limit) {
    var now = clock.millis();
    forget(now);
    var tries =
        jdbc.sql(
                """
                insert into sign_in_attempt (who, since, tries) values (:who, :now, 1)
                on conflict (who) do update set
                  tries = case when sign_in_attempt.since > :begun
                    then sign_in_attempt.tries + 1 else 1 end,
                  since = case when sign_in_attempt.since > :begun
                    then sign_in_attempt.since else :now end
                returning tries
                """)
            .param("who", who)
            .param("now", now)
            .param("begun", now - limit.within.toMillis())
            .query(Integer.class)
            .single();
    if (tries > limit.most) {
      throw new Refusal(ErrorCode.RATE, "尝试次数过多，请 " + limit.within.toMinutes() + " 分钟后再试");
    }
  }

  /// What is over counts no more; nor does what was counted while the clock was wrong, or a clock
  /// that is set back would lock people out for as long as it was ahead.
  private void forget(long now) {
    var longest = Limit.OF_NAME.within.toMillis();
    jdbc.sql("delete from sign_in_attempt where since <= :over or since >= :ahead")
        .param("over", now - longest)
        .param("ahead", now + longest)
        .update();
  }

  void succeeded(String username, Household from) {
    jdbc.sql("delete from sign_in_attempt where who = :who").param("who", name(username)).update();
    jdbc.sql("update sign_in_attempt set tries = tries - 1 where who = :who and tries > 0")
        .param("who", ADDRESS + from.name())
        .update();
  }
}
