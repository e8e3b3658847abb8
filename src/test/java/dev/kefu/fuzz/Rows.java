package dev.kefu.fuzz;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;

/// Looks into the running program's database from outside.
///
/// @param file the database
record Rows(Path file) {

  private Connection open() throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return config.createConnection("jdbc:sqlite:" + file);
  }

  /// How many rows each table has.
  Map<String, Long> counts() throws SQLException {
    var counts = new TreeMap<String, Long>();
    try (var connection = open();
        var statement = connection.createStatement()) {
      for (var table : tables(connection)) {
        try (var row = statement.executeQuery("select count(*) from " + table)) {
          counts.put(table, row.getLong(1));
        }
      }
    }
    return counts;
  }

  /// Every marker that stands anywhere in any table.
  Set<String> markers() throws SQLException {
    var found = new HashSet<String>();
    try (var connection = open();
        var statement = connection.createStatement()) {
      for (var table : tables(connection)) {
        try (var rows = statement.executeQuery("select * from " + table)) {
          var columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (var column = 1; column <= columns; column++) {
              if (rows.getObject(column) instanceof String text) {
                Marker.in(text).forEach(found::add);
              }
            }
          }
        }
      }
    }
    return found;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var names =
            statement.executeQuery(
                "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    return tables;
  }
}
