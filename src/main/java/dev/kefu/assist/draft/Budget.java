package dev.kefu.assist.draft;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// How often a model may be asked, counted in the database: for all nodes, whatever restarts.
@Component
public class Budget {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private final DraftSettings settings;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Budget(DraftSettings settings, JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
    this.settings = settings;
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// Takes one call.
  ///
  /// @return false when there is none left for this agent or for today: then nothing is taken
  boolean take(String agent) {
    return Boolean.TRUE.equals(
        transactions.execute(status -> {
          var now = clock.instant();
          forget(now);
          var minute = now.truncatedTo(ChronoUnit.MINUTES);
          var day = now.truncatedTo(ChronoUnit.DAYS);
          var left =
              take(agent + " " + minute, settings.perMinute(), minute.plus(MINUTE))
                  && take("day " + day, settings.perDay(), day.plus(DAY));
          if (!left) {
            status.setRollbackOnly();
          }
          return left;
        }));
  }

  private boolean take(String name, int most, Instant until) {
    return jdbc.sql(
                """
                insert into draft_budget (name, calls, until) values (:name, 1, :until)
                on conflict (name) do update set calls = draft_budget.calls + 1
                where draft_budget.calls < :most
                """)
            .param("name", name)
            .param("until", until.toEpochMilli())
            .param("most", most)
            .update()
        > 0;
  }

  private void forget(Instant now) {
    jdbc.sql("delete from draft_budget where until <= :now")
        .param("now", now.toEpochMilli())
        .update();
  }
}
