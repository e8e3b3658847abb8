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

  /// @throws StartRefused for a storage this version does not have
  void check() {
    if (database != null && database.url() != null) {
      throw new StartRefused(
          "kefu.database.url is set, but this version stores in SQLite only.",
          "Leave kefu.database.url out: the data folder holds the database.");
    }
    if (redis != null && redis.url() != null) {
      throw new StartRefused(
          "kefu.redis.url is set, but a bus between nodes needs PostgreSQL (kefu.database.url).",
          "Leave kefu.redis.url out: one process needs no bus.");
    }
  }
}
