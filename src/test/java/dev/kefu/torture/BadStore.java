package dev.kefu.torture;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A store whose one connection does not do what it says, while it is told to: does not commit,
/// forgets what it committed, leaves out a guard, or ends the process at a commit.
final class BadStore extends HikariDataSource {

  private static final String EVENT = "insert into event ";
  private static final String CASE = "update claim_case";
  private static final String GUARD = "where id = ? and version = ? and status = 'pending'";

  /// The case's state is not looked at any more, nor its version.
  private static final String NO_GUARD = "where id = ? and ? is not null";

  private static final String GRANT = "update grant_order";
  private static final String FENCE = "and fence = ?";

  /// Any lease will do.
  private static final String NO_FENCE = "and ? is not null";

  private final Connection real;
  private final BugSwitch bugs;
  private final ReentrantLock busy = new ReentrantLock();

  /// These are guarded by `busy`.
  private boolean auto = true;

  private boolean open;

  /// Of the transaction that is open.
  private final List<String> statements = new ArrayList<>();

  BadStore(HikariDataSource good, BugSwitch bugs) {
    this.bugs = bugs;
    try {
      real = good.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Connection getConnection() {
    busy.lock();
    var handler = (InvocationHandler) (_, method, arguments) -> call(method, arguments);
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, handler);
  }

  private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    switch (method.getName()) {
      case "close" -> {
        busy.unlock();
        return null;
      }
      case "commit" -> {
        commit();
        return null;
      }
      case "setAutoCommit" -> {
        auto = arguments != null && Boolean.TRUE.equals(arguments[0]);
        if (!auto) {
          begin();
        }
        return null;
      }
      case "rollback" -> {
        if (arguments == null) {
          end(false);
          return null;
        }
      }
      case "getAutoCommit" -> {
        return auto;
      }
      case "isClosed" -> {
        return false;
      }
      case "prepareStatement" -> {
        if (arguments != null && arguments[0] instanceof String sql) {
          arguments[0] = prepared(sql);
        }
      }
      default -> {
        // As it is.
      }
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private String prepared(String sql) {
    if (open) {
      statements.add(sql);
    }
    if (sql.startsWith(CASE) && bugs.isOn(Bug.CANCELS_AFTER_APPROVAL)) {
      return sql.replace(GUARD, NO_GUARD);
    }
    return sql.startsWith(GRANT) && bugs.isOn(Bug.LEASES_WITHOUT_FENCE)
        ? sql.replace(FENCE, NO_FENCE)
        : sql;
  }

  private void begin() throws SQLException {
    if (!open) {
      real.setAutoCommit(false);
      open = true;
    }
  }

  private void end(boolean well) throws SQLException {
    if (!open) {
      return;
    }
    if (well) {
      real.commit();
    } else {
      real.rollback();
    }
    real.setAutoCommit(true);
    open = false;
    statements.clear();
  }

  private void commit() throws SQLException {
    // One that is not committed takes the next one's work in, and all of it commits later.
    if (!bugs.isOn(Bug.PUBLISHES_BEFORE_COMMIT)) {
      var committed = List.copyOf(statements);
      bugs.reach(committed, true);
      var holdsEvents = committed.stream().anyMatch(sql -> sql.startsWith(EVENT));
      end(!(holdsEvents && bugs.isOn(Bug.FORGETS_COMMITS)));
      bugs.reach(committed, false);
    }
  }

  @Override
  public void close() {
    // The process ends, and the connection with it.
  }
}
