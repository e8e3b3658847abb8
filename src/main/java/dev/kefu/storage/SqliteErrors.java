package dev.kefu.storage;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.support.AbstractFallbackSQLExceptionTranslator;
import org.sqlite.SQLiteException;

/// Tells SQLite's errors apart, which Spring does not know.
final class SqliteErrors extends AbstractFallbackSQLExceptionTranslator {

  @Override
  protected @Nullable DataAccessException doTranslate(
      String task, @Nullable String sql, SQLException ex) {
    if (!(ex instanceof SQLiteException e)) {
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
      case SQLITE_IOERR, SQLITE_IOERR_FSYNC, SQLITE_IOERR_WRITE, SQLITE_IOERR_READ ->
          new DataAccessResourceFailureException(task, e);
      default -> null;
    };
  }
}
