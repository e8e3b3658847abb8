package dev.kefu.knowledge;

import dev.kefu.account.Staff;
import dev.kefu.storage.ReadOnly;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Who is writing which article now. Pages say so from time to time; who has not said it for
/// [#HERE] is not there any more.
@Component
class Writers {

  /// Three times what a page waits between two words.
  static final Duration HERE = Duration.ofSeconds(45);

  private static final int MOST = 20;

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Writers(
      JdbcClient jdbc, @ReadOnly JdbcClient reader, TransactionTemplate transactions, Clock clock) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.transactions = transactions;
    this.clock = clock;
  }

  /// @param since from when on without a break
  record Writer(String staff, String name, Instant since) {}

  /// All others, longest first.
  List<Writer> others(String article, Staff me) {
    return reader
        .sql(
            """
            select staff, name, since from article_writer
            where article = :article and staff <> :me and seen > :from
            order by since, staff
            limit :most
            """)
        .param("article", article)
        .param("me", me.actorId())
        .param("from", clock.instant().minus(HERE).toEpochMilli())
        .param("most", MOST)
        .query((row, _) ->
            new Writer(
                row.getString("staff"),
                row.getString("name"),
                Instant.ofEpochMilli(row.getLong("since"))))
        .list();
  }

  /// This person is at it. Those who left without a word are forgotten here.
  void here(String article, Staff staff) {
    long now = clock.instant().toEpochMilli();
    long from = now - HERE.toMillis();
    transactions.executeWithoutResult(_ -> {
      jdbc.sql("delete from article_writer where seen <= :from").param("from", from).update();
      jdbc.sql(
              """
              insert into article_writer (article, staff, name, since, seen)
              values (:article, :staff, :name, :now, :now)
              on conflict (article, staff) do update
              set name = excluded.name, seen = excluded.seen
              """)
          .param("article", article)
          .param("staff", staff.actorId())
          .param("name", staff.name())
          .param("now", now)
          .update();
    });
  }

  void gone(String article, Staff staff) {
    transactions.executeWithoutResult(_ ->
        jdbc.sql("delete from article_writer where article = :article and staff = :staff")
            .param("article", article)
            .param("staff", staff.actorId())
            .update());
  }
}
