package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A real database with the real schema, as the program opens it: a file in a folder, or one of its
/// own on a real PostgreSQL where [TestEngine#PROPERTY] says so.
///
/// @param writer the one connection that writes
/// @param reader sees what is committed
@NullMarked
public record TestDatabase(
    JdbcOperations writerTemplate,
    JdbcClient writer,
    JdbcClient reader,
    TransactionTemplate transactions,
    OtherWriters others,
    HikariDataSource writers,
    HikariDataSource readers)
    implements AutoCloseable {

  /// Opens or makes the database of a folder.
  public static TestDatabase create(Path folder) {
    var data = DataFolder.at(folder);
    var isNew = TestEngine.begin(data);
    return over(TestEngine.of(data), isNew);
  }

  /// The same on a real PostgreSQL, whatever the other tests use: for what only that can do.
  public static TestDatabase onPostgres(Path folder) {
    var isNew = TestPostgres.shared().begin(folder);
    return over(TestPostgres.shared().database(folder), isNew);
  }

  private static TestDatabase over(Engine engine, boolean isNew) {
    engine.check();
    if (!isNew) {
      Migrations.run(Migrations.flyway(engine));
    }
    var writers = engine.writer();
    var readers = engine.readers();
    var template = engine.template(writers);
    return new TestDatabase(
        template,
        JdbcClient.create(template),
        JdbcClient.create(engine.template(readers)),
        new TransactionTemplate(engine.transactions(writers)),
        engine.others(writers),
        writers,
        readers);
  }

  /// As the program's own.
  public PlatformTransactionManager transactionManager() {
    return Objects.requireNonNull(transactions.getTransactionManager());
  }

  @Override
  public void close() {
    readers.close();
    writers.close();
  }
}
