package dev.kefu.content;

import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The first import of a folder, for tests of the rooms that take part in it.
public final class TestImport {

  private TestImport() {}

  public static void run(TestDatabase database, Path folder, Clock clock, ContentImport... rooms) {
    new FirstImport(
            ContentFolder.at(folder),
            List.of(rooms),
            new ShopTables(database.writer()),
            database.writer(),
            database.transactions(),
            clock)
        .run();
  }
}
