package dev.kefu.torture;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A store whose one connection does not do what it says: commits late, forgets what it committed,
/// or leaves out a guard.
final class BadStore extends HikariDataSource {

  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);
  private static final int FORGETS_ONE_IN = 60;

  private static final String GUARD = "where id = ? and version = ? and status = 'pending'";
  private static final String NAMED_GUARD =
      "where id = :id and version = :version and status = 'pending'";

  private final Connection real;
  private final Bug bug;
  private final ReentrantLock busy = new ReentrantLock();

  /// These are guarded by `busy`.
  private long committedAt = System.nanoTime();

  private long commits;
  private boolean auto = true;
  private boolean open;

  BadStore(HikariDataSource good, Bug bug) {
    this.bug = bug;
    try {
      real = good.getConnection();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofPlatform().daemon().name("late-commits").start(this::commitNowAndThen);
  }

  private void commitNowAndThen() {
    while (true) {
      try {
        TimeUnit.NANOSECONDS.sleep(LATE_NANOS);
        busy.lock();
        try {
          end(true);
        } finally {
          busy.unlock();
        }
      } catch (InterruptedException | SQLException e) {
        throw new IllegalStateException(e);
      }
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
          arguments[0] = changed(sql);
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

  private String changed(String sql) {
    if (bug != Bug.CANCELS_AFTER_APPROVAL || !sql.contains("set status = ")) {
      return sql;
    }
    // The case's state is not looked at any more, nor its version.
    return sql.replace(NAMED_GUARD, "where id = :id and version <= :version + 9")
        .replace(GUARD, "where id = ? and version <= ? + 9");
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
    committedAt = System.nanoTime();
  }

  private void commit() throws SQLException {
    commits++;
    switch (bug) {
      case FORGETS_COMMITS -> end(commits % FORGETS_ONE_IN != 0);
      case PUBLISHES_BEFORE_COMMIT -> {
        // The next one's work is added to this one's, and all of it commits later.
        if (System.nanoTime() - committedAt > LATE_NANOS) {
          end(true);
        }
      }
      default -> end(true);
    }
  }

  @Override
  public void close() {
    // The process ends, and the connection with it.
  }
}
