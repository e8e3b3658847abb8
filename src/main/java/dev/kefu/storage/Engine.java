package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/// What everything durable is kept by. The same statements run on every engine; what differs is
/// here.
sealed interface Engine permits SqliteFile, PostgresServer {

  /// Not pooled; for migrations, which want several connections at once.
  DataSource plain();

  /// Connections that write. A commit returns after it is on the disk.
  HikariDataSource writer();

  /// Connections that refuse to write.
  HikariDataSource readers();

  /// The name of the folder with the migrations only this engine runs.
  String name();

  /// Tells its errors apart.
  SQLExceptionTranslator errors();

  /// Who else writes to the same database.
  OtherWriters others(DataSource writer);

  /// What those who write to it agree on as the time.
  StoreTime time(DataSource writer, Clock clock);

  /// @throws dev.kefu.base.StartRefused when it cannot be trusted to keep what it is given
  void check();

  /// Transactions of the writing connections: while one is open, nobody else has one.
  JdbcTransactionManager transactions(DataSource writer);

  default JdbcTemplate template(DataSource source) {
    var template = new JdbcTemplate(source);
    template.setExceptionTranslator(errors());
    return template;
  }
}
