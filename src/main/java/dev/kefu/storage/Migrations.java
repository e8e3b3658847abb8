package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Brings the schema to this version's state.
final class Migrations {

  private Migrations() {}

  /// @throws StartRefused when a newer version of Kefu has changed the database
  static void run(Flyway flyway) {
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
