package dev.kefu.storage;

import org.springframework.jdbc.core.JdbcOperations;

/// One lock in the database for all who write to it, held until a transaction's end.
record WritersLock(JdbcOperations jdbc) implements OtherWriters {

  /// Any number nobody else uses: "kefu".
  private static final long KEY = 0x6b656675L;

  private static final String TAKE = "select pg_advisory_xact_lock(" + KEY + ")";

  private static final String TRY = "select pg_try_advisory_xact_lock(" + KEY + ")";

  @Override
  public boolean possible() {
    return true;
  }

  @Override
  public void keepOut() {
    jdbc.execute(TAKE);
  }

  @Override
  public boolean keepOutIfFree() {
    return Boolean.TRUE.equals(jdbc.queryForObject(TRY, Boolean.class));
  }
}
