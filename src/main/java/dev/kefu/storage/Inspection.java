package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.function.ToIntFunction;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks into a shop's database from the command line, and writes nothing. A program that runs on
/// the same database is not disturbed.
public final class Inspection {

  /// What is answered when nothing could be looked at.
  public static final int NOT_POSSIBLE = 2;

  private Inspection() {}

  /// @param args the program's settings: `--kefu.data-dir=…`, `--kefu.database.url=…` and so on
  /// @param look is given the database and answers with the exit code
  public static int run(PrintStream err, String[] args, ToIntFunction<JdbcClient> look) {
    try {
      return look(settings(args), look);
    } catch (StartRefused e) {
      err.println(e.getMessage());
      err.println(e.remedy());
    } catch (DataAccessException e) {
      err.println("The database could not be read: " + e.getMessage());
    }
    return NOT_POSSIBLE;
  }

  static StorageSettings settings(String... args) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
    return Binder.get(environment).bindOrCreate("kefu", StorageSettings.class);
  }

  private static int look(StorageSettings settings, ToIntFunction<JdbcClient> look) {
    var engine = engine(settings);
    engine.check();
    try (var readers = engine.readers()) {
      return look.applyAsInt(JdbcClient.create(engine.template(readers)));
    }
  }

  /// A file that is not there is not made.
  private static Engine engine(StorageSettings settings) {
    var file = settings.file();
    var engine = settings.engine(new DataFolder(settings.dataDir().toAbsolutePath().normalize()));
    if (engine instanceof SqliteFile && !Files.exists(file)) {
      throw new StartRefused(
          "There is no " + file + ".", "Name its folder with --kefu.data-dir=PATH.");
    }
    return engine;
  }
}
