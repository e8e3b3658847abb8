package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import dev.kefu.base.StartRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/// Opens connections to one PostgreSQL database, which other nodes use, too.
record PostgresServer(String url, @Nullable String username, @Nullable String password)
    implements Engine {

  /// The writer of the logs, and a few who wait for their turn.
  private static final int WRITERS = 6;

  private static final int READERS = 8;
  private static final int IDLE = 2;

  /// How long a caller waits for a connection before it is told that the store is busy.
  private static final int POOL_WAIT_MS = 2_500;

  /// So long may a server be silent, or hold what another waits for, before it counts as lost.
  private static final int LOCK_WAIT_MS = 2_500;

  private static final int CONNECT_S = 2;
  private static final int SILENCE_S = 10;

  /// A node that stood still inside a transaction loses it: others wait for what it holds.
  private static final int IDLE_IN_TRANSACTION_MS = 5_000;

  private static final int READ_MS = 10_000;

  private static final int OLDEST = 14;
  private static final int PER_VERSION = 10_000;

  /// What is written here is small and known: compiling a plan never pays.
  private static final String ALWAYS = "-c jit=off -c synchronous_commit=on";

  @Override
  public DataSource plain() {
    return source("-c client_min_messages=warning", 0);
  }

  @Override
  public HikariDataSource writer() {
    var options =
        "%s -c lock_timeout=%d -c idle_in_transaction_session_timeout=%d"
            .formatted(ALWAYS, LOCK_WAIT_MS, IDLE_IN_TRANSACTION_MS);
    return pool("writer", source(options, SILENCE_S), WRITERS);
  }

  @Override
  public HikariDataSource readers() {
    var options =
        "%s -c default_transaction_read_only=on -c statement_timeout=%d".formatted(ALWAYS, READ_MS);
    return pool("readers", source(options, SILENCE_S), READERS);
  }

  private DataSource source(String options, int silenceS) {
    var settings = new Properties();
    if (username != null) {
      settings.setProperty("user", username);
    }
    if (password != null) {
      settings.setProperty("password", password);
    }
    settings.setProperty("ApplicationName", "kefu");
    settings.setProperty("options", options);
    settings.setProperty("connectTimeout", String.valueOf(CONNECT_S));
    settings.setProperty("socketTimeout", String.valueOf(silenceS));
    settings.setProperty("tcpKeepAlive", "true");
    settings.setProperty("reWriteBatchedInserts", "true");
    return new DriverManagerDataSource(url, settings);
  }

  private static HikariDataSource pool(String name, DataSource source, int size) {
    var pool = new HikariDataSource();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(IDLE);
    pool.setConnectionTimeout(POOL_WAIT_MS);
    pool.setInitializationFailTimeout(POOL_WAIT_MS);
    return pool;
  }

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public SQLExceptionTranslator errors() {
    return new PostgresErrors();
  }

  @Override
  public OtherWriters others(DataSource writer) {
    return new WritersLock(template(writer));
  }

  @Override
  public StoreTime time(DataSource writer, Clock clock) {
    var jdbc = JdbcClient.create(template(writer));
    return () ->
        Instant.ofEpochMilli(
            jdbc.sql("select cast(extract(epoch from clock_timestamp()) * 1000 as bigint)")
                .query(Long.class)
                .single());
  }

  @Override
  public JdbcTransactionManager transactions(DataSource writer) {
    return new LockingTransactions(writer, errors(), others(writer));
  }

  @Override
  public void check() {
    try (var connection = plain().getConnection()) {
      requireVersion(Integer.parseInt(ask(connection, "show server_version_num")));
      requireText(connection);
      require(connection, "fsync", "An acknowledged message would be lost with the power.");
      require(connection, "full_page_writes", "A power cut would tear pages of the log.");
    } catch (SQLException e) {
      throw new StartRefused(
          "The database cannot be reached: " + e.getMessage(),
          "Check kefu.database.url, .username and .password, and that the server runs.");
    }
  }

  /// @param number as the server says it: 140000 for 14.0
  static void requireVersion(int number) {
    if (number < OLDEST * PER_VERSION) {
      throw new StartRefused(
          "The database server is PostgreSQL %d.".formatted(number / PER_VERSION),
          "Kefu needs PostgreSQL %d or newer.".formatted(OLDEST));
    }
  }

  private static void requireText(Connection connection) throws SQLException {
    if (!"UTF8".equals(ask(connection, "show server_encoding"))) {
      throw new StartRefused("The database's encoding is not UTF8.", CREATE);
    }
    // Lists are cut into pages by the order of ids; SQLite orders by bytes, and so has this.
    if (!"t".equals(ask(connection, "select 'B' < 'a' and 'z' < '~' and '~' < '甲'"))) {
      throw new StartRefused("The database orders text by a language and not by bytes.", CREATE);
    }
  }

  private static final String CREATE =
      "Create it with: create database kefu template template0 encoding 'UTF8' locale 'C.UTF-8';";

  private static void require(Connection connection, String setting, String why)
      throws SQLException {
    if (!"on".equals(ask(connection, "show " + setting))) {
      throw new StartRefused(
          "The database server runs with %s off. %s".formatted(setting, why),
          "Set %s = on in postgresql.conf.".formatted(setting));
    }
  }

  private static String ask(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      row.next();
      return row.getString(1);
    }
  }
}
