package dev.kefu.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/// A connection that keeps its prepared statements, because preparing one costs more than most of
/// ours take to run.
///
/// Closing a statement puts it back, without its parameters, its batch and its results. Like any
/// connection it serves one thread at a time.
final class CachingConnection extends JDBC4Connection {

  /// As many different texts as a busy program has at work; the one not used for longest leaves.
  private static final int MAX_STATEMENTS = 256;

  private final Map<String, Deque<Kept>> idle = new LinkedHashMap<>(16, 0.75f, true);
  private int kept;

  CachingConnection(String url, String file, Properties settings) throws SQLException {
    super(url, file, settings);
  }

  @Override
  public PreparedStatement prepareStatement(
      String sql, int resultSetType, int concurrency, int holdability) throws SQLException {
    checkOpen();
    checkCursor(resultSetType, concurrency, holdability);
    var found = take(sql);
    return found == null ? new Kept(this, sql) : found;
  }

  private @Nullable Kept take(String sql) {
    var those = idle.get(sql);
    var found = those == null ? null : those.pollLast();
    if (found != null) {
      kept--;
    }
    return found;
  }

  private void keep(String sql, Kept statement) throws SQLException {
    idle.computeIfAbsent(sql, _ -> new ArrayDeque<>()).addLast(statement);
    kept++;
    while (kept > MAX_STATEMENTS) {
      forgetOldest();
    }
  }

  private void forgetOldest() throws SQLException {
    var oldest = idle.entrySet().iterator();
    var those = oldest.next().getValue();
    var statement = those.pollFirst();
    if (statement == null) {
      oldest.remove();
      return;
    }
    kept--;
    statement.end();
  }

  @Override
  public void close() throws SQLException {
    for (var those : idle.values()) {
      for (var statement : those) {
        statement.end();
      }
    }
    idle.clear();
    kept = 0;
    super.close();
  }

  /// A statement that outlives its `close`.
  private static final class Kept extends JDBC4PreparedStatement {

    private final CachingConnection home;
    private final String text;

    Kept(CachingConnection home, String text) throws SQLException {
      super(home, text);
      this.home = home;
      this.text = text;
    }

    @Override
    public void close() throws SQLException {
      if (isClosed()) {
        return;
      }
      if (home.isClosed()) {
        end();
        return;
      }
      rs.close();
      clearBatch();
      clearParameters();
      home.keep(text, this);
    }

    void end() throws SQLException {
      super.close();
    }
  }
}
