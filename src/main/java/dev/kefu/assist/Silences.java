package dev.kefu.assist;

import dev.kefu.account.StaffId;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Who wants no suggestions, on whatever device.
@Component
class Silences {

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Silences(
      JdbcClient jdbc, @ReadOnly JdbcClient reader, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.transactions = transactions;
    this.clock = clock;
  }

  boolean of(StaffId staff) {
    return reader
        .sql("select 1 from suggestion_silence where staff = :staff")
        .param("staff", staff.value())
        .query(Long.class)
        .optional()
        .isPresent();
  }

  void set(StaffId staff, boolean silent) {
    transactions.executeWithoutResult(_ -> {
      if (silent) {
        begin(staff);
      } else {
        jdbc.sql("delete from suggestion_silence where staff = :staff")
            .param("staff", staff.value())
            .update();
      }
    });
  }

  private void begin(StaffId staff) {
    jdbc.sql(
            """
            insert into suggestion_silence (staff, since) values (:staff, :now)
            on conflict (staff) do nothing
            """)
        .param("staff", staff.value())
        .param("now", clock.instant().toEpochMilli())
        .update();
  }
}
