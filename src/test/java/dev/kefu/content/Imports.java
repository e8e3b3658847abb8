package dev.kefu.content;

import dev.kefu.storage.TestDatabase;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// Runs the first import without the rest of the program.
@NullMarked
public final class Imports {

  private Imports() {}

  public static void run(
      ContentFolder folder, List<ContentImport> rooms, TestDatabase database, Clock clock) {
    new FirstImport(
            folder,
            rooms,
            new ShopTables(database.writer()),
            database.writer(),
            database.transactions(),
            clock)
        .run();
  }
}
