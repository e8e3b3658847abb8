package dev.kefu.storage;

import dev.kefu.base.StartRefused;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationState;

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

  static Flyway flyway(DataSource source) {
    return Flyway.configure()
        .dataSource(source)
        .locations("classpath:db/migration")
        .outOfOrder(true)
        .load();
  }

  private static boolean isFromTheFuture(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }
}
