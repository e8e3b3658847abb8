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

/// Opens the database. Everything else asks for a `JdbcClient` and a `TransactionTemplate`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
class StorageConfiguration {

  private static final String FILE = "kefu.db";

  @Bean
  DataFolder dataFolder(StorageSettings settings) {
    settings.check();
    return DataFolder.at(settings.dataDir());
  }

  @Bean
  SqliteFile sqliteFile(DataFolder folder) {
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

  /// Migrations want several connections at once, and the writer's pool holds one.
  @Bean
  FlywayConfigurationCustomizer migrationConnections(SqliteFile file) {
    return configuration -> configuration.dataSource(file.plain()).outOfOrder(true);
  }

  @Bean
  FlywayMigrationStrategy migrations() {
    return Migrations::run;
  }

  static JdbcTemplate template(DataSource source) {
    var template = new JdbcTemplate(source);
    template.setExceptionTranslator(new SqliteErrors());
    return template;
  }
}
