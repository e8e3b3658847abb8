package dev.kefu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kefu.base.StartRefused;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.CannotCreateTransactionException;

class PostgresServerTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aDatabaseThatOrdersTextByALanguageIsRefused() {
    var url =
        TestPostgres.shared()
            .urlOfNew("by_language", "template template0 locale_provider icu icu_locale 'en-US'");

    assertThatThrownBy(new PostgresServer(url, TestPostgres.USER, null)::check)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("orders text by a language");
  }

  @Test
  void aDatabaseWithoutUnicodeIsRefused() {
    var url =
        TestPostgres.shared()
            .urlOfNew("latin", "template template0 encoding 'SQL_ASCII' locale 'C'");

    assertThatThrownBy(new PostgresServer(url, TestPostgres.USER, null)::check)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("UTF8");
  }

  @Test
  void aServerThatIsNotThereIsToldAsSuch() {
    assertThatThrownBy(new PostgresServer("jdbc:postgresql://127.0.0.1:1/kefu", "x", "y")::check)
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("cannot be reached");
  }

  @ParameterizedTest
  @CsvSource({"fsync, full_page_writes", "full_page_writes, fsync"})
  void aServerThatMayLoseWhatItAcknowledgedIsRefused(String off, String on) throws Exception {
    try (var careless =
        EmbeddedPostgres.builder().setServerConfig(off, "off").setServerConfig(on, "on").start()) {
      var url = "jdbc:postgresql://127.0.0.1:%d/template1".formatted(careless.getPort());

      assertThatThrownBy(new PostgresServer(url, TestPostgres.USER, null)::check)
          .isInstanceOf(StartRefused.class)
          .hasMessageContaining(off + " off");
    }
  }

  @Test
  void aServerOlderThanTheOldestThatIsServedIsRefused() {
    assertThatThrownBy(() -> PostgresServer.requireVersion(130_022))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("PostgreSQL 13");
    assertThatCode(() -> PostgresServer.requireVersion(140_000)).doesNotThrowAnyException();
  }

  @Test
  void whoMayNotMakeTablesIsRefusedWithWhatToGrant() {
    var url = TestPostgres.shared().urlOfNewWithout("guest");

    assertThatThrownBy(() -> migrate(new PostgresServer(url, "guest", null)))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused -> {
              assertThat(refused).hasMessageContaining("guest");
              assertThat(refused.remedy()).contains("owner to guest");
            });
  }

  @Test
  void aDatabaseFromANewerVersionIsRefused() {
    var server = TestPostgres.shared().database(folder);
    try (var database = TestDatabase.onPostgres(folder)) {
      database
          .writer()
          .sql(
              """
              insert into flyway_schema_history (installed_rank, version, description, type, script,
                checksum, installed_by, execution_time, success)
              values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 1, 'x', 1, true)
              """)
          .update();
    }

    assertThatThrownBy(() -> migrate(server))
        .isInstanceOf(StartRefused.class)
        .hasMessageContaining("newer version");
  }

  private static void migrate(PostgresServer server) {
    server.check();
    Migrations.run(Migrations.flyway(server));
  }

  @Test
  void aReaderCannotWrite() {
    try (var database = TestDatabase.onPostgres(folder)) {
      assertThatThrownBy(() -> database.reader().sql("create table t (x text)").update())
          .hasMessageContaining("read-only transaction");
    }
  }

  @Test
  void theLedgerIsAppendOnly() {
    try (var database = TestDatabase.onPostgres(folder)) {
      for (var change :
          new String[] {"update ledger_entry set step = 2", "delete from ledger_entry"}) {
        database
            .writer()
            .sql(
                """
                insert into ledger_entry (grant_id, step, case_id, shopper, amount_fen, form,
                  booked_by, at, status)
                values ('g', 1, 'c', 's', 1, 'coupon', 'x', 0, 'granted')
                on conflict do nothing
                """)
            .update();
        assertThatThrownBy(() -> database.writer().sql(change).update())
            .isInstanceOf(DataIntegrityViolationException.class)
            .hasMessageContaining("append-only");
      }
      assertThatThrownBy(() -> database.writer().sql("truncate ledger_entry").update())
          .hasMessageContaining("append-only");
    }
  }

  @Test
  void aDuplicateIsToldApartInABatch() {
    try (var database = TestDatabase.onPostgres(folder)) {
      var insert = "insert into lexicon_word (word) values ('甲')";

      assertThatThrownBy(() -> database.writerTemplate().batchUpdate(insert, insert))
          .isInstanceOf(DuplicateKeyException.class);
    }
  }

  @Test
  void aTextWithANulIsRefusedAsSuch() {
    try (var database = TestDatabase.onPostgres(folder)) {
      assertThatThrownBy(() -> add(database, "a\0b")).isInstanceOf(NotStorable.class);
    }
  }

  /// What one has read inside a transaction still holds when it writes.
  @Test
  void ofTwoNodesOnlyOneIsInsideATransaction() throws Exception {
    try (var one = TestDatabase.onPostgres(folder);
        var other = TestDatabase.onPostgres(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      one.writer().sql("insert into lexicon_word (word) values ('0')").update();
      var nodes = new TestDatabase[] {one, other};
      var work = new java.util.ArrayList<java.util.concurrent.Callable<Void>>();
      for (var i = 0; i < 200; i++) {
        var node = nodes[i % nodes.length];
        work.add(() -> {
          node.transactions().executeWithoutResult(_ -> countOn(node));
          return null;
        });
      }
      for (var done : threads.invokeAll(work)) {
        done.get();
      }

      assertThat(one.reader().sql("select word from lexicon_word").query(String.class).single())
          .isEqualTo("200");
    }
  }

  private static void countOn(TestDatabase node) {
    var read = node.writer().sql("select word from lexicon_word").query(Integer.class).single();
    node.writer()
        .sql("update lexicon_word set word = :word")
        .param("word", String.valueOf(read + 1))
        .update();
  }

  /// A node that stands still inside a transaction, as in a long pause of its machine, loses it.
  @Test
  void whoStandsStillIsOvertakenAndCannotActAfterwards() throws Exception {
    try (var paused = TestDatabase.onPostgres(folder);
        var other = TestDatabase.onPostgres(folder);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var woken = new Waking(new CountDownLatch(1))) {
      var inside = new CountDownLatch(1);
      var late =
          threads.submit(() ->
              paused
                  .transactions()
                  .execute(_ -> {
                    add(paused, "late");
                    inside.countDown();
                    woken.await();
                    return add(paused, "too late");
                  }));
      inside.await();

      assertThatThrownBy(() -> other.transactions().execute(_ -> add(other, "in time")))
          .isInstanceOf(CannotCreateTransactionException.class);
      await()
          .atMost(SOON)
          .ignoreExceptions()
          .until(() -> other.transactions().execute(_ -> add(other, "in time")) == 1);
      woken.latch().countDown();

      assertThatThrownBy(late::get).hasRootCauseInstanceOf(java.sql.SQLException.class);
      assertThat(other.reader().sql("select word from lexicon_word").query(String.class).list())
          .containsExactly("in time");
    }
  }

  private static int add(TestDatabase node, String word) {
    return node.writer()
        .sql("insert into lexicon_word (word) values (:word)")
        .param("word", word)
        .update();
  }

  /// Wakes at the end, however the test goes.
  private record Waking(CountDownLatch latch) implements AutoCloseable {

    void await() {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      latch.countDown();
    }
  }
}
