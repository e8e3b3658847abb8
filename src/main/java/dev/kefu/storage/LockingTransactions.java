package dev.kefu.storage;

import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/// Transactions that each have the writing to themselves, as on SQLite, whose one writer gives that
/// for nothing. What was read inside one holds until it commits.
final class LockingTransactions extends JdbcTransactionManager {

  private static final long serialVersionUID = 1L;

  private final transient OtherWriters others;

  LockingTransactions(DataSource writer, SQLExceptionTranslator errors, OtherWriters others) {
    super(writer);
    setExceptionTranslator(errors);
    this.others = others;
  }

  @Override
  protected void doBegin(Object transaction, TransactionDefinition definition) {
    super.doBegin(transaction, definition);
    if (OtherWriters.SIDE_BY_SIDE.equals(definition.getName())) {
      return;
    }
    try {
      others.keepOut();
    } catch (DataAccessException e) {
      doCleanupAfterCompletion(transaction);
      throw new CannotCreateTransactionException("others write for too long", e);
    }
  }
}
