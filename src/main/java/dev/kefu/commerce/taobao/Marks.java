package dev.kefu.commerce.taobao;

import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// Up to when the platform was asked what has changed.
class Marks {

  private static final String NAME = "taobao-trades";

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Leases leases;

  Marks(JdbcClient jdbc, TransactionTemplate transactions, Leases leases) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.leases = leases;
  }

  Optional<Instant> read() {
    return jdbc.sql("select until from shop_mark where name = :name")
        .param("name", NAME)
        .query(Long.class)
        .optional()
        .map(Instant::ofEpochMilli);
  }

  /// Moves the mark, unless the lease is another's by now.
  void move(Instant until, Lease lease) {
    transactions.executeWithoutResult(_ -> {
      if (leases.holds(lease)) {
        jdbc.sql(
                """
                insert into shop_mark (name, until) values (:name, :until)
                on conflict (name) do update set until = excluded.until
                """)
            .param("name", NAME)
            .param("until", until.toEpochMilli())
            .update();
      }
    });
  }
}
