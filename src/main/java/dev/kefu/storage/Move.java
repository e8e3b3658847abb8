package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/// Moves a shop out of the file in its data folder into an empty PostgreSQL database: copies
/// everything in one transaction, compares both sides, and only then commits. The file stays as it
/// is.
public final class Move {

  /// The word on the command line.
  public static final String COMMAND = "move";

  private final SqliteFile from;
  private final PostgresServer to;
  private final PrintStream out;

  private Move(SqliteFile from, PostgresServer to, PrintStream out) {
    this.from = from;
    this.to = to;
    this.out = out;
  }

  /// Carries it out as the settings say, which are those of the program.
  ///
  /// @param args `--kefu.data-dir=…`, `--kefu.database.url=…` and so on
  /// @return 0, or 1 when nothing was moved
  public static int run(PrintStream out, PrintStream err, String... args) {
    try {
      run(Inspection.settings(args), out);
      return 0;
    } catch (StartRefused e) {
      err.println(e.getMessage());
      err.println(e.remedy());
    } catch (SQLException e) {
      err.println("Nothing was moved: " + e.getMessage());
    }
    return 1;
  }

  private static void run(StorageSettings settings, PrintStream out) throws SQLException {
    if (!Files.exists(settings.file())) {
      throw new StartRefused(
          "There is no " + settings.file() + ".", "Name its folder with --kefu.data-dir=PATH.");
    }
    var folder = DataFolder.at(settings.dataDir());
    if (!(settings.engine(folder) instanceof PostgresServer to)) {
      throw new StartRefused(
          "No database to move to is named.",
          "Name an empty one: --kefu.database.url=jdbc:postgresql://HOST/DATABASE.");
    }
    // Held meanwhile: nobody may go on writing to the file.
    try (var _ = FolderLock.take(folder)) {
      new Move(new SqliteFile(settings.file()), to, out).copy();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void copy() throws SQLException {
    to.check();
    Migrations.run(Migrations.flyway(from));
    Migrations.run(Migrations.flyway(to));
    try (var source = from.plain().getConnection();
        var target = to.plain().getConnection()) {
      target.setAutoCommit(false);
      var tables = Tables.inOrder(target);
      requireEmpty(target, tables);
      var told = new TreeMap<String, Long>();
      for (var table : tables) {
        told.put(table.name(), table.copy(source, target));
      }
      for (var table : tables) {
        requireSame(table, source, target);
      }
      target.commit();
      tell(told);
    }
  }

  private static void requireEmpty(Connection target, Iterable<Tables.Table> tables)
      throws SQLException {
    for (var table : tables) {
      if (table.digest(target).rows() > 0) {
        throw new StartRefused(
            "The database already holds something: its table " + table.name() + " is not empty.",
            "Name an empty one; what is there is not touched.");
      }
    }
  }

  private static void requireSame(Tables.Table table, Connection source, Connection target)
      throws SQLException {
    var there = table.digest(source);
    var here = table.digest(target);
    if (!there.equals(here)) {
      throw new SQLException(
          "%s differs after copying: %s in the file, %s in PostgreSQL"
              .formatted(table.name(), there, here));
    }
  }

  private void tell(Map<String, Long> rows) {
    rows.forEach((table, count) -> out.printf("%-24s %12d rows, compared%n", table, count));
    out.println("Moved. Start every node with the same kefu.database.* from now on.");
  }
}
