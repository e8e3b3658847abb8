package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// Opens the database. Everything else asks for a `JdbcClient` and a `TransactionTemplate`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({StorageSettings.class, DiskSettings.class})
class StorageConfiguration {

  private static final String FILE = "kefu.db";

  @Bean
  DataFolder dataFolder(StorageSettings settings) {
    settings.check();
    return DataFolder.at(settings.dataDir());
  }

  @Bean(destroyMethod = "close")
  FolderLock folderLock(DataFolder folder) {
    return FolderLock.take(folder);
  }

  /// @param lock nobody opens the file before the folder is ours, and it stays ours until all have
  ///   closed it
  @Bean
  SqliteFile sqliteFile(DataFolder folder, FolderLock lock) {
    return new SqliteFile(folder.resolve(FILE));
  }

  @Bean(destroyMethod = "close")
  @Primary
  HikariDataSource writer(SqliteFile file) {
    return file.writer();
  }

  @Bean(destroyMethod = "close")
  @ReadOnly
  HikariDataSource readers(SqliteFile file) {
    return file.readers();
  }

  @Bean
  @Primary
  JdbcTemplate writerTemplate(DataSource writer) {
    return template(writer);
  }

  @Bean
  @Primary
  JdbcClient writerClient(JdbcTemplate writerTemplate) {
    return JdbcClient.create(writerTemplate);
  }

  @Bean
  @ReadOnly
  JdbcClient readingClient(@ReadOnly DataSource readers) {
    return JdbcClient.create(template(readers));
  }

  @Bean
  JdbcTransactionManager transactionManager(DataSource writer) {
    return transactions(writer);
  }

  /// Migrations want several connections at once, and the writer's pool holds one.
  @Bean
  FlywayConfigurationCustomizer migrationConnections(SqliteFile file) {
    return configuration -> configuration.dataSource(file.plain()).outOfOrder(true);
  }

  @Bean
  FlywayMigrationStrategy migrations() {
    return Migrations::run;
  }

  /// What fails at the commit is told apart as what fails before it.
  static JdbcTransactionManager transactions(DataSource writer) {
    var manager = new JdbcTransactionManager(writer);
    manager.setExceptionTranslator(new SqliteErrors());
    return manager;
  }

  static JdbcTemplate template(DataSource source) {
    var template = new JdbcTemplate(source);
    template.setExceptionTranslator(new SqliteErrors());
    return template;
  }
}
