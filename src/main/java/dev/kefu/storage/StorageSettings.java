package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the data lies.
///
/// @param database another database than the SQLite file in the data folder
/// @param redis the bus between several nodes
@ConfigurationProperties("kefu")
record StorageSettings(
    @DefaultValue("./data") Path dataDir, @Nullable Url database, @Nullable Url redis) {

  /// @param url where it is reached
  record Url(@Nullable String url, @Nullable String username, @Nullable String password) {}

  private static final String FILE = "kefu.db";
  private static final String POSTGRES = "jdbc:postgresql:";

  /// Where the data lies unless a server keeps it.
  Path file() {
    return dataDir.toAbsolutePath().normalize().resolve(FILE);
  }

  /// What keeps the data.
  ///
  /// @param folder for what lies in files
  /// @throws StartRefused for one this version does not have
  Engine engine(DataFolder folder) {
    if (database == null || database.url() == null) {
      requireNoBus();
      return new SqliteFile(folder.resolve(FILE));
    }
    var server = database.url();
    if (!server.startsWith(POSTGRES)) {
      throw new StartRefused(
          "kefu.database.url is not a PostgreSQL database.",
          "Write it as jdbc:postgresql://HOST/DATABASE, or leave it out for a file in the data"
              + " folder.");
    }
    return new PostgresServer(server, database.username(), database.password());
  }

  private void requireNoBus() {
    if (redis != null && redis.url() != null) {
      throw new StartRefused(
          "kefu.redis.url is set, but a bus between nodes needs PostgreSQL (kefu.database.url).",
          "Leave kefu.redis.url out: one process needs no bus.");
    }
  }
}
