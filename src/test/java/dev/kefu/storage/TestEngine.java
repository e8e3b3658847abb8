package dev.kefu.storage;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// What keeps the data of this test run: the same tests are played on every engine.
@NullMarked
public final class TestEngine {

  /// `postgresql` for a real PostgreSQL, started by the first test that needs it.
  public static final String PROPERTY = "kefu.test.database";

  private static final String FILE = "kefu.db";

  private TestEngine() {}

  public static boolean isPostgres() {
    return "postgresql".equals(System.getProperty(PROPERTY));
  }

  /// One for each folder, the same for the same folder.
  static Engine of(DataFolder folder) {
    return isPostgres()
        ? TestPostgres.shared().database(folder.path())
        : new SqliteFile(folder.resolve(FILE));
  }

  /// Puts one of the present schema into a folder that has none.
  ///
  /// @return whether it had none
  static boolean begin(DataFolder folder) {
    return isPostgres()
        ? TestPostgres.shared().begin(folder.path())
        : TestSqlite.begin(folder.resolve(FILE));
  }

  /// What a process is started with to keep its data in the same way.
  ///
  /// @param folder its data folder
  /// @param settings its own; they may name a database
  public static List<String> settings(Path folder, String... settings) {
    var named = Arrays.stream(settings).anyMatch(each -> each.startsWith("--kefu.database.url="));
    return isPostgres() && !named
        ? List.of(
            "--kefu.database.url=" + TestPostgres.shared().url(folder),
            "--kefu.database.username=" + TestPostgres.USER)
        : List.of();
  }

  /// A connection to look into it from outside.
  public static String url(Path folder) {
    return isPostgres()
        ? TestPostgres.shared().url(folder) + "?user=" + TestPostgres.USER
        : "jdbc:sqlite:" + folder.resolve(FILE);
  }
}
