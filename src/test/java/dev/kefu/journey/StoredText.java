package dev.kefu.journey;

import dev.kefu.storage.TestEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// Everything in a store that can hold words, whatever tables there are.
///
/// @param data the folder of the program
record StoredText(Path data) {

  private static final Set<String> NUMBERS =
      Set.of(
          "integer",
          "int",
          "bigint",
          "int4",
          "int8",
          "double precision",
          "float8",
          "double",
          "real");

  /// @return `table.column`, in order
  SortedSet<String> columns() throws SQLException {
    try (var connection = open()) {
      return columns(connection);
    }
  }

  private static SortedSet<String> columns(Connection connection) throws SQLException {
    var all = new TreeSet<String>();
    for (var table : tables(connection)) {
      try (var columns = connection.getMetaData().getColumns(null, null, table, "%")) {
        while (columns.next()) {
          var type = columns.getString("TYPE_NAME").toLowerCase(Locale.ROOT);
          if (!NUMBERS.contains(type)) {
            all.add(table + "." + columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return all;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    var mine = connection.getSchema();
    try (var tables = connection.getMetaData().getTables(null, mine, "%", new String[] {"TABLE"})) {
      while (tables.next()) {
        names.add(tables.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /// @return the columns in which one of these stands anywhere
  SortedSet<String> holding(Collection<String> words) throws SQLException {
    var found = new TreeSet<String>();
    try (var connection = open()) {
      for (var column : columns(connection)) {
        if (holds(connection, column, words)) {
          found.add(column);
        }
      }
    }
    return found;
  }

  private static boolean holds(Connection connection, String column, Collection<String> words)
      throws SQLException {
    var dot = column.indexOf('.');
    var select =
        "select \"%s\" from \"%s\"".formatted(column.substring(dot + 1), column.substring(0, dot));
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(select)) {
      while (rows.next()) {
        var text = text(rows.getObject(1));
        if (words.stream().anyMatch(text::contains)) {
          return true;
        }
      }
      return false;
    }
  }

  private static String text(Object value) {
    return switch (value) {
      case null -> "";
      case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
      default -> value.toString();
    };
  }

  /// Writes what takes another system, or days, to come about.
  ///
  /// @return how many rows
  int plant(String sql, Object... values) throws SQLException {
    try (var connection = open();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  List<String> read(String sql, String value) throws SQLException {
    try (var connection = open();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      var rows = new ArrayList<String>();
      try (var found = statement.executeQuery()) {
        while (found.next()) {
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            rows.add(found.getString(i));
          }
        }
      }
      return rows;
    }
  }

  private Connection open() throws SQLException {
    var url = TestEngine.url(data);
    var patient = url.startsWith("jdbc:sqlite:") ? url + "?busy_timeout=20000" : url;
    return DriverManager.getConnection(patient);
  }
}
