package dev.kefu.storage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tables of a database, read from the database itself, so that none is forgotten when one is
/// added.
final class Tables {

  private static final String HISTORY = "flyway_schema_history";
  private static final int BATCH = 1_000;

  private Tables() {}

  /// @param type of [java.sql.Types], as PostgreSQL has it
  record Column(String name, int type) {}

  /// What a table holds, whatever the order of its rows.
  ///
  /// @param sum of the rows' digests
  record Digest(long rows, long sum) {}

  /// One table and its columns.
  record Table(String name, List<Column> columns) {

    private String select() {
      return "select " + names() + " from " + name;
    }

    private String names() {
      return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    /// @return how many rows
    long copy(Connection source, Connection target) throws SQLException {
      var places = String.join(", ", Collections.nCopies(columns.size(), "?"));
      var insert = "insert into %s (%s) values (%s)".formatted(name, names(), places);
      try (var read = source.createStatement();
          var rows = read.executeQuery(select());
          var write = target.prepareStatement(insert)) {
        var count = 0L;
        while (rows.next()) {
          for (var i = 1; i <= columns.size(); i++) {
            write.setObject(i, value(rows, i), columns.get(i - 1).type());
          }
          write.addBatch();
          count++;
          if (count % BATCH == 0) {
            write.executeBatch();
          }
        }
        write.executeBatch();
        return count;
      }
    }

    Digest digest(Connection connection) throws SQLException {
      try (var read = connection.createStatement()) {
        read.setFetchSize(BATCH);
        try (var rows = read.executeQuery(select())) {
          var count = 0L;
          var sum = 0L;
          while (rows.next()) {
            count++;
            sum += digest(rows);
          }
          return new Digest(count, sum);
        }
      }
    }

    private long digest(ResultSet row) throws SQLException {
      var digest = sha256();
      for (var i = 1; i <= columns.size(); i++) {
        var bytes = bytes(value(row, i));
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private @Nullable Object value(ResultSet row, int place) throws SQLException {
      var value =
          switch (columns.get(place - 1).type()) {
            case Types.BIGINT, Types.INTEGER, Types.SMALLINT -> (Object) row.getLong(place);
            case Types.DOUBLE -> row.getDouble(place);
            case Types.BINARY -> row.getBytes(place);
            case Types.VARCHAR -> row.getString(place);
            default -> throw new SQLException("%s has a type nobody copies".formatted(name));
          };
      return row.wasNull() ? null : value;
    }
  }

  /// No text holds the one character that nothing is written as.
  private static byte[] bytes(@Nullable Object value) {
    return switch (value) {
      case null -> new byte[] {0};
      case byte[] bytes -> bytes;
      default -> String.valueOf(value).getBytes(StandardCharsets.UTF_8);
    };
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /// All tables of the house, those that others refer to first.
  static List<Table> inOrder(Connection connection) throws SQLException {
    var tables = new LinkedHashMap<String, Table>();
    try (var names =
        connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
      while (names.next()) {
        var name = names.getString("TABLE_NAME");
        if (!name.equals(HISTORY)) {
          tables.put(name, new Table(name, columns(connection, name)));
        }
      }
    }
    var needs = new HashMap<String, Set<String>>();
    for (var name : tables.keySet()) {
      needs.put(name, referredTo(connection, name));
    }
    return sorted(tables, needs);
  }

  private static List<Column> columns(Connection connection, String table) throws SQLException {
    var columns = new ArrayList<Column>();
    try (var rows = connection.getMetaData().getColumns(null, "public", table, "%")) {
      while (rows.next()) {
        columns.add(new Column(rows.getString("COLUMN_NAME"), rows.getInt("DATA_TYPE")));
      }
    }
    return columns;
  }

  private static Set<String> referredTo(Connection connection, String table) throws SQLException {
    var others = new HashSet<String>();
    try (var keys = connection.getMetaData().getImportedKeys(null, "public", table)) {
      while (keys.next()) {
        others.add(keys.getString("PKTABLE_NAME"));
      }
    }
    others.remove(table);
    return others;
  }

  private static List<Table> sorted(Map<String, Table> tables, Map<String, Set<String>> needs) {
    var sorted = new ArrayList<Table>();
    var left = new LinkedHashMap<>(tables);
    while (!left.isEmpty()) {
      var next =
          left.values().stream()
              .filter(table -> Collections.disjoint(needs.get(table.name()), left.keySet()))
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("tables refer to each other: " + left));
      sorted.add(next);
      left.remove(next.name());
    }
    return sorted;
  }
}
