package dev.kefu.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// New SQLite files are copies of one that was brought to the present schema before: most tests
/// want one of their own.
@NullMarked
final class TestSqlite {

  private static byte @Nullable [] migrated;

  private TestSqlite() {}

  /// Makes a file unless it is there.
  ///
  /// @return whether it was not
  static boolean begin(Path file) {
    if (Files.exists(file)) {
      return false;
    }
    try {
      Files.write(file, migrated());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return true;
  }

  private static synchronized byte[] migrated() throws IOException {
    var bytes = migrated;
    if (bytes == null) {
      var folder = Files.createTempDirectory("kefu-migrated");
      var file = folder.resolve("kefu.db");
      // With its last connection all of it goes into the one file.
      Migrations.run(Migrations.flyway(new SqliteFile(file)));
      bytes = Files.readAllBytes(file);
      Files.delete(file);
      Files.delete(folder);
      migrated = bytes;
    }
    return bytes;
  }
}
