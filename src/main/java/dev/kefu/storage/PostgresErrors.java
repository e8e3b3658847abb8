package dev.kefu.storage;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.support.AbstractFallbackSQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;

/// Adds to what the standard's states say what this house has a word of its own for.
final class PostgresErrors extends AbstractFallbackSQLExceptionTranslator {

  private static final String DISK_FULL = "53100";

  /// A NUL in a text.
  private static final String NO_CHARACTER = "22021";

  /// Stood still inside a transaction; the connection is gone.
  private static final String IDLE_TOO_LONG = "25P03";

  /// Waited for a lock for as long as the connection may.
  private static final String LOCK_WAIT = "55P03";

  PostgresErrors() {
    setFallbackTranslator(new SQLStateSQLExceptionTranslator());
  }

  @Override
  protected @Nullable DataAccessException doTranslate(
      String task, @Nullable String sql, SQLException ex) {
    // A batch wraps what its row met.
    var met =
        ex instanceof BatchUpdateException && ex.getNextException() != null
            ? ex.getNextException()
            : ex;
    return switch (met.getSQLState()) {
      case DISK_FULL -> new StorageFull(task, met);
      case IDLE_TOO_LONG -> new DataAccessResourceFailureException(task, met);
      case NO_CHARACTER -> new NotStorable(task, met);
      case LOCK_WAIT -> new CannotAcquireLockException(task, met);
      case null, default -> null;
    };
  }
}
