package dev.kefu.gateway;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;

/// Holds the database as it is now against what it was a moment ago.
final class Untouched implements AutoCloseable {

  /// Their rows change in place, so all of them are compared.
  private static final List<String> CHANGING =
      List.of("conversation", "claim_case", "grant_order", "staff", "shopper");

  /// Rows are only added. Marks, suggestions and tasks are stored by the program when it suits it.
  private static final List<String> GROWING =
      List.of("event", "command_result", "ledger_entry", "visitor_token", "article", "demo_payout");

  private final Connection then;
  private final Connection now;
  private long version;

  Untouched(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    then = config.createConnection("jdbc:sqlite:" + file);
    now = config.createConnection("jdbc:sqlite:" + file);
    then.setAutoCommit(false);
  }

  /// From here on `then` goes on seeing what is stored at this moment.
  void remember() throws SQLException {
    then.rollback();
    number(then, "select count(*) from store");
    version = number(now, "pragma data_version");
  }

  /// What differs from what was remembered, by table.
  List<String> changed() throws SQLException {
    if (number(now, "pragma data_version") == version) {
      return List.of();
    }
    var before = state(then);
    var changed = new ArrayList<String>();
    state(now)
        .forEach((table, state) -> {
          if (!state.equals(before.get(table))) {
            changed.add(table + ": " + before.get(table) + " -> " + state);
          }
        });
    return changed;
  }

  /// Grants are paid by a worker of the program, after the answer.
  void awaitPaid() {
    await()
        .until(
            () -> number(now, "select count(*) from grant_order where status = 'granting'") == 0);
  }

  private static Map<String, String> state(Connection connection) throws SQLException {
    var state = new TreeMap<String, String>();
    for (var table : CHANGING) {
      state.put(table, rows(connection, table));
    }
    for (var table : GROWING) {
      state.put(table, String.valueOf(number(connection, "select count(*) from " + table)));
    }
    return state;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      return row.getLong(1);
    }
  }

  private static String rows(Connection connection, String table) throws SQLException {
    var all = new StringBuilder();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select * from " + table + " order by 1")) {
      var columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (var column = 1; column <= columns; column++) {
          all.append(rows.getString(column)).append('|');
        }
      }
    }
    return all.toString();
  }

  @Override
  public void close() {
    try {
      then.close();
      now.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
