package dev.kefu.storage;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;

/// Lets go of a connection on which anything failed but a constraint. SQLite ends a transaction by
/// itself when the disk is full, and a transaction that could not begin leaves the driver believing
/// in one: what came next on such a connection would be stored without a transaction.
final class SqliteNotUsedAgain implements SQLExceptionOverride {

  @java.lang.Override
  public Override adjudicate(SQLException e) {
    var constraint = SQLiteErrorCode.SQLITE_CONSTRAINT.code;
    return (e.getErrorCode() & SqliteErrors.FAMILY) == constraint
        ? Override.CONTINUE_EVICT
        : Override.MUST_EVICT;
  }
}
