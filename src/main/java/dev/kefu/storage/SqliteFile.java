package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/// Opens connections to one SQLite file: a single writer that is durable at commit, and readers.
record SqliteFile(Path path) implements Engine {

  private static final int READERS = 4;
  private static final int BUSY_TIMEOUT_MS = 2_000;
  private static final int CACHE_KIB = 16_384;

  /// So many pages are written ahead (32 MiB) before they go where they belong. What busy
  /// conversations write again and again goes there once.
  private static final int CHECKPOINT_PAGES = 8_192;

  /// How long a caller waits for a connection before it is told that the store is busy.
  private static final int POOL_WAIT_MS = 2_500;

  @Override
  public DataSource plain() {
    return new SqliteSource(path, config());
  }

  /// The one connection that writes.
  @Override
  public HikariDataSource writer() {
    var pool = pool("writer", plain(), 1);
    pool.setConnectionInitSql("pragma wal_autocheckpoint = " + CHECKPOINT_PAGES);
    return pool;
  }

  @Override
  public HikariDataSource readers() {
    var config = config();
    config.setReadOnly(false);
    var pool = pool("readers", new SqliteSource(path, config), READERS);
    pool.setConnectionInitSql("pragma query_only = 1");
    return pool;
  }

  @Override
  public String name() {
    return "sqlite";
  }

  @Override
  public SQLExceptionTranslator errors() {
    return new SqliteErrors();
  }

  /// The folder is locked: there are none.
  @Override
  public OtherWriters others(DataSource writer) {
    return new Alone();
  }

  /// The one process has one clock.
  @Override
  public StoreTime time(DataSource writer, Clock clock) {
    return clock::instant;
  }

  private record Alone() implements OtherWriters {

    @Override
    public boolean possible() {
      return false;
    }

    @Override
    public void keepOut() {
      // The one connection does.
    }

    @Override
    public boolean keepOutIfFree() {
      return true;
    }
  }

  /// What fails at the commit is told apart as what fails before it.
  @Override
  public JdbcTransactionManager transactions(DataSource writer) {
    var manager = new JdbcTransactionManager(writer);
    manager.setExceptionTranslator(errors());
    return manager;
  }

  /// How it is to be trusted is chosen with every connection.
  @Override
  public void check() {}

  private HikariDataSource pool(String name, DataSource source, int size) {
    var pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(size);
    pool.setConnectionTimeout(POOL_WAIT_MS);
    pool.setMaxLifetime(0);
    pool.setIdleTimeout(0);
    pool.setExceptionOverride(new SqliteNotUsedAgain());
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
}
