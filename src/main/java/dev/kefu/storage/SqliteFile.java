package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.nio.file.Path;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/// Opens connections to one SQLite file: a single writer that is durable at commit, and readers.
record SqliteFile(Path path) {

  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MS = 2_000;
  private static final int CACHE_KIB = 16_384;

  /// How long a caller waits for a connection before it is told that the store is busy.
  private static final int POOL_WAIT_MS = 2_500;

  /// Not pooled; for migrations, which want several connections at once.
  DataSource plain() {
    return new SqliteSource(path, config());
  }

  /// The one connection that writes. A commit returns after the operating system has it on disk.
  HikariDataSource writer() {
    return pool("writer", plain(), 1);
  }

  /// Connections that refuse to write.
  HikariDataSource readers() {
    var config = config();
    config.setReadOnly(false);
    var pool = pool("readers", new SqliteSource(path, config), READERS);
    pool.setConnectionInitSql("pragma query_only = 1");
    return pool;
  }

  private HikariDataSource pool(String name, DataSource source, int size) {
    var pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(size);
    pool.setConnectionTimeout(POOL_WAIT_MS);
    pool.setMaxLifetime(0);
    pool.setIdleTimeout(0);
    pool.setExceptionOverride(new NotUsedAgain());
    return pool;
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    // FULL: an `ok` is only written after the commit, so the commit has to reach the disk.
    config.setSynchronous(SynchronousMode.FULL);
    // A transaction takes the write lock when it begins, not when it first writes.
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MS);
    config.enforceForeignKeys(true);
    config.setCacheSize(-CACHE_KIB);
    return config;
  }

  /// Lets go of a connection on which anything failed but a constraint. SQLite ends a transaction
  /// by itself when the disk is full, and a transaction that could not begin leaves the driver
  /// believing in one: what came next on such a connection would be stored without a transaction.
  private static final class NotUsedAgain implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException e) {
      var constraint = SQLiteErrorCode.SQLITE_CONSTRAINT.code;
      return (e.getErrorCode() & SqliteErrors.FAMILY) == constraint
          ? Override.CONTINUE_EVICT
          : Override.MUST_EVICT;
    }
  }
}
