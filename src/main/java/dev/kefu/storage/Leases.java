package dev.kefu.storage;

import dev.kefu.base.Ids;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Work that one node at a time does. A node that stood still longer than its lease has lost it
/// without knowing: whoever writes under a lease asks [#holds] inside the same transaction.
@Component
public class Leases {

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final StoreTime time;
  private final String self = Ids.next("node_");

  public Leases(JdbcClient jdbc, TransactionTemplate transactions, StoreTime time) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.time = time;
  }

  /// @param fence grows with each holder, and when one comes back after its lease had run out
  public record Lease(String name, long fence) {}

  /// Takes a lease nobody has, or makes one's own last longer.
  ///
  /// @return empty while another node has it
  public Optional<Lease> take(String name, Duration length) {
    return transactions.execute(_ -> takeNow(name, length));
  }

  private Optional<Lease> takeNow(String name, Duration length) {
    var now = time.now();
    return jdbc.sql(
            """
            insert into lease (name, holder, fence, until)
            values (:name, :self, 1, :until)
            on conflict (name) do update
            set holder = excluded.holder, until = excluded.until,
              fence = lease.fence
                + case when lease.holder = excluded.holder and lease.until > :now then 0 else 1 end
            where lease.holder = excluded.holder or lease.until <= :now
            returning fence
            """)
        .param("name", name)
        .param("self", self)
        .param("now", now.toEpochMilli())
        .param("until", now.plus(length).toEpochMilli())
        .query(Long.class)
        .optional()
        .map(fence -> new Lease(name, fence));
  }

  /// Whether nobody has taken it since. Inside the transaction that writes, of which only one is
  /// open at a time: then what is written is written by who holds the lease.
  public boolean holds(Lease lease) {
    return jdbc.sql("select count(*) from lease where name = :name and fence = :fence")
            .param("name", lease.name())
            .param("fence", lease.fence())
            .query(Integer.class)
            .single()
        == 1;
  }

  /// Leaves it to the next, who need not wait for its end.
  public void release(Lease lease) {
    transactions.executeWithoutResult(_ ->
        jdbc.sql("update lease set until = 0 where name = :name and fence = :fence")
            .param("name", lease.name())
            .param("fence", lease.fence())
            .update());
  }
}
