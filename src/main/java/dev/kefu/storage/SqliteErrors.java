package dev.kefu.storage;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.AbstractFallbackSQLExceptionTranslator;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Tells SQLite's errors apart, which Spring does not know.
///
/// When the disk could not be made to keep what was written, the process ends at once: after a
/// failed fsync the system may forget the very pages it could not write, and a second fsync says
/// all is well. What was not acknowledged is sent again to the next process, which reads what is
/// really there.
final class SqliteErrors extends AbstractFallbackSQLExceptionTranslator {

  private static final Logger log = LoggerFactory.getLogger(SqliteErrors.class);

  /// What the process ends with when the disk cannot be trusted any more.
  static final int EXIT_DISK_BROKEN = 70;

  /// The low byte of a code is its family.
  static final int FAMILY = 0xff;

  private final Runnable end;

  SqliteErrors() {
    // Not exit(): closing the database in an orderly way would write and sync once more.
    this(() -> Runtime.getRuntime().halt(EXIT_DISK_BROKEN));
  }

  SqliteErrors(Runnable end) {
    this.end = end;
  }

  @Override
  protected @Nullable DataAccessException doTranslate(
      String task, @Nullable String sql, SQLException ex) {
    // A batch wraps what its row met.
    var met = ex instanceof BatchUpdateException ? ex.getCause() : ex;
    if (!(met instanceof SQLiteException e)) {
      return null;
    }
    return switch (e.getResultCode()) {
      case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY ->
          new DuplicateKeyException(task, e);
      case SQLITE_CONSTRAINT,
          SQLITE_CONSTRAINT_CHECK,
          SQLITE_CONSTRAINT_FOREIGNKEY,
          SQLITE_CONSTRAINT_NOTNULL,
          SQLITE_CONSTRAINT_TRIGGER ->
          new DataIntegrityViolationException(task, e);
      case SQLITE_BUSY, SQLITE_LOCKED, SQLITE_BUSY_SNAPSHOT ->
          new CannotAcquireLockException(task, e);
      case SQLITE_FULL -> new StorageFull(task, e);
      case SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC -> {
        log.atError().setCause(e).log("the disk did not keep what was written; the process ends");
        end.run();
        yield new DataAccessResourceFailureException(task, e);
      }
      default -> isInputOutput(e) ? new DataAccessResourceFailureException(task, e) : null;
    };
  }

  private static boolean isInputOutput(SQLiteException e) {
    return (e.getResultCode().code & FAMILY) == SQLiteErrorCode.SQLITE_IOERR.code;
  }
}
