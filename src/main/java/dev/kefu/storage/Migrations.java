package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.sql.SQLException;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings the schema to this version's state.
final class Migrations {

  /// PostgreSQL's word for it; a file that cannot be written is refused before.
  private static final String FORBIDDEN = "42501";

  private Migrations() {}

  /// @throws StartRefused when a newer version of Kefu has changed the database, or its user may
  ///   not change it
  static void run(Flyway flyway) {
    try {
      runAsAllowed(flyway);
    } catch (FlywayException e) {
      if (isForbidden(e)) {
        var user = userOf(flyway);
        throw new StartRefused(
            "%s may not make and change the tables of the database.".formatted(user),
            "As who may: alter database NAME owner to %s, and what is in it, too.".formatted(user));
      }
      throw e;
    }
  }

  private static boolean isForbidden(Throwable failed) {
    for (var cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException e && FORBIDDEN.equals(e.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  private static String userOf(Flyway flyway) {
    try (var connection = flyway.getConfiguration().getDataSource().getConnection()) {
      return connection.getMetaData().getUserName();
    } catch (SQLException e) {
      return "kefu.database.username";
    }
  }

  private static void runAsAllowed(Flyway flyway) {
    var newer =
        Arrays.stream(flyway.info().all())
            .filter(m -> isFromTheFuture(m.getState()))
            .map(m -> String.valueOf(m.getVersion()))
            .toList();
    if (!newer.isEmpty()) {
      throw new StartRefused(
          "The database was written by a newer version of Kefu (migrations " + newer + ").",
          "Start that version again, or name another folder with --kefu.data-dir=PATH.");
    }
    flyway.migrate();
  }

  static Flyway flyway(Engine engine) {
    var configuration = Flyway.configure();
    configure(configuration, engine);
    return configuration.load();
  }

  /// One text for all engines, and beside it the little that only one of them understands.
  static void configure(FluentConfiguration configuration, Engine engine) {
    configuration
        .dataSource(engine.plain())
        .locations("classpath:db/migration", "classpath:db/" + engine.name())
        .outOfOrder(true);
  }

  private static boolean isFromTheFuture(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }
}
