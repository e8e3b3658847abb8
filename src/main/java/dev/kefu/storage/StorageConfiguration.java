package dev.kefu.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
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

  @Bean
  DataFolder dataFolder(StorageSettings settings) {
    return DataFolder.at(settings.dataDir());
  }

  @Bean(destroyMethod = "close")
  FolderLock folderLock(DataFolder folder) {
    return FolderLock.take(folder);
  }

  /// @param lock nobody opens the database before the folder is ours, and it stays ours until all
  ///   have closed it
  @Bean
  Engine engine(StorageSettings settings, DataFolder folder, FolderLock lock) {
    var engine = settings.engine(folder);
    engine.check();
    return engine;
  }

  @Bean(destroyMethod = "close")
  @Primary
  HikariDataSource writer(Engine engine) {
    return engine.writer();
  }

  @Bean(destroyMethod = "close")
  @ReadOnly
  HikariDataSource readers(Engine engine) {
    return engine.readers();
  }

  @Bean
  @Primary
  JdbcTemplate writerTemplate(Engine engine, DataSource writer) {
    return engine.template(writer);
  }

  @Bean
  @Primary
  JdbcClient writerClient(JdbcTemplate writerTemplate) {
    return JdbcClient.create(writerTemplate);
  }

  @Bean
  @ReadOnly
  JdbcClient readingClient(Engine engine, @ReadOnly DataSource readers) {
    return JdbcClient.create(engine.template(readers));
  }

  @Bean
  JdbcTransactionManager transactionManager(Engine engine, DataSource writer) {
    return engine.transactions(writer);
  }

  @Bean
  OtherWriters otherWriters(Engine engine, DataSource writer) {
    return engine.others(writer);
  }

  @Bean
  StoreTime storeTime(Engine engine, DataSource writer, Clock clock) {
    return engine.time(writer, clock);
  }

  /// Migrations want several connections at once, and the writer's pool may hold one.
  @Bean
  FlywayConfigurationCustomizer migrationConnections(Engine engine) {
    return configuration -> Migrations.configure(configuration, engine);
  }

  @Bean
  FlywayMigrationStrategy migrations() {
    return Migrations::run;
  }
}
