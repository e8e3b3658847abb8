package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// A real database file with the real schema, as the program opens it.
///
/// @param writer the one connection that writes
/// @param reader sees what is committed
@NullMarked
public record TestDatabase(
    JdbcOperations writerTemplate,
    JdbcClient writer,
    JdbcClient reader,
    TransactionTemplate transactions,
    HikariDataSource writers,
    HikariDataSource readers)
    implements AutoCloseable {

  /// Opens or makes the database in a folder.
  public static TestDatabase create(Path folder) {
    var file = new SqliteFile(DataFolder.at(folder).resolve("kefu.db"));
    Migrations.run(Migrations.flyway(file.plain()));
    var writers = file.writer();
    var readers = file.readers();
    var template = StorageConfiguration.template(writers);
    return new TestDatabase(
        template,
        JdbcClient.create(template),
        JdbcClient.create(StorageConfiguration.template(readers)),
        new TransactionTemplate(StorageConfiguration.transactions(writers)),
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
