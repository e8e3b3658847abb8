package dev.kefu.storage;

import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/// Opens connections to one file, which keep their statements.
final class SqliteSource extends SQLiteDataSource {

  private final String file;

  SqliteSource(Path path, SQLiteConfig config) {
    super(config);
    file = path.toString();
    setUrl("jdbc:sqlite:" + file);
  }

  @Override
  public SQLiteConnection getConnection(@Nullable String username, @Nullable String password)
      throws SQLException {
    return new CachingConnection(getUrl(), file, getConfig().toProperties());
  }
}
