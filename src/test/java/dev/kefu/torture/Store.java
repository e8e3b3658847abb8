package dev.kefu.torture;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the database holds once all is over, read past the program.
final class Store {

  private static final int ROWS_AT_ONCE = 2_000;

  private final Map<String, Conversation> conversations = new LinkedHashMap<>();
  private final Map<String, Row> byMid = new HashMap<>();
  private final Map<String, Mark> marks = new HashMap<>();
  private final Map<String, String> commands = new HashMap<>();
  private final List<Map<String, String>> cases = new ArrayList<>();
  private final List<Map<String, String>> grants = new ArrayList<>();
  private final List<Map<String, String>> ledger = new ArrayList<>();
  private final List<Map<String, String>> payouts = new ArrayList<>();
  private final List<String> flaws = new ArrayList<>();

  /// @param rows the log, in the order of its numbers
  record Conversation(
      String id,
      String shopper,
      String stage,
      String status,
      String group,
      String owner,
      long head,
      long shopperHead,
      List<Row> rows) {

    Optional<Row> at(long seq) {
      return seq < 1 || seq > rows.size() ? Optional.empty() : Optional.of(rows.get((int) seq - 1));
    }
  }

  /// An event.
  ///
  /// @param body null for a message
  /// @param says the fingerprint of a message's text
  record Row(
      String conversation,
      long seq,
      long shopperSeq,
      String kind,
      String sender,
      String role,
      String mid,
      String fingerprint,
      String says,
      @Nullable JsonNode body,
      long at) {}

  record Mark(long acked, long read) {}

  /// @param database a SQLite file, or a database of a PostgreSQL
  static Store read(String database) throws SQLException {
    var store = new Store();
    try (var connection = DriverManager.getConnection(database)) {
      // All of it as of one moment.
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      connection.setAutoCommit(false);
      if (database.startsWith("jdbc:sqlite:")) {
        store.each(connection, "pragma integrity_check", r -> store.integrity(r.getString(1)));
      }
      store.each(connection, "select * from conversation", store::conversation);
      store.each(connection, "select * from event order by conversation, seq", store::event);
      store.each(connection, "select * from mark", store::mark);
      store.each(connection, "select * from command_result", store::command);
      store.all(connection, "claim_case", store.cases);
      store.all(connection, "grant_order", store.grants);
      store.all(connection, "ledger_entry", store.ledger);
      store.all(connection, "demo_payout", store.payouts);
    }
    return store;
  }

  private interface Take {
    void row(ResultSet row) throws SQLException;
  }

  private void each(Connection connection, String sql, Take take) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setFetchSize(ROWS_AT_ONCE);
      try (var rows = statement.executeQuery(sql)) {
        while (rows.next()) {
          take.row(rows);
        }
      }
    }
  }

  private void integrity(String said) {
    if (!said.equals("ok")) {
      flaws.add("integrity: " + said);
    }
  }

  private void conversation(ResultSet r) throws SQLException {
    var id = r.getString("id");
    conversations.put(
        id,
        new Conversation(
            id,
            r.getString("shopper"),
            r.getString("stage"),
            r.getString("status"),
            r.getString("group_id"),
            Optional.ofNullable(r.getString("owner")).orElse(""),
            r.getLong("head"),
            r.getLong("shopper_head"),
            new ArrayList<>()));
  }

  private void event(ResultSet r) throws SQLException {
    var body = World.JSON.readTree(r.getString("body"));
    var message = r.getString("kind").equals("message");
    var row =
        new Row(
            r.getString("conversation").intern(),
            r.getLong("seq"),
            r.getLong("shopper_seq"),
            r.getString("kind").intern(),
            r.getString("sender_id").intern(),
            r.getString("sender_role").intern(),
            Optional.ofNullable(r.getString("mid")).orElse(""),
            World.fingerprint(body),
            message ? World.fingerprint(body.path("text").asString("")) : "",
            message ? null : body,
            r.getLong("at"));
    var conversation = conversations.get(row.conversation());
    if (conversation == null) {
      flaws.add("an event without a conversation: " + row);
      return;
    }
    conversation.rows().add(row);
    if (message && byMid.put(row.sender() + row.mid(), row) != null) {
      flaws.add("I3: two rows with one mid: " + row);
    }
  }

  private void mark(ResultSet r) throws SQLException {
    marks.put(
        r.getString("conversation") + r.getString("participant"),
        new Mark(r.getLong("acked"), r.getLong("read")));
  }

  private void command(ResultSet r) throws SQLException {
    commands.put(r.getString("actor") + " " + r.getString("command"), r.getString("result"));
  }

  private void all(Connection connection, String table, List<Map<String, String>> into)
      throws SQLException {
    each(
        connection,
        "select * from " + table,
        r -> {
          var row = new LinkedHashMap<String, String>();
          var meta = r.getMetaData();
          for (var i = 1; i <= meta.getColumnCount(); i++) {
            row.put(meta.getColumnName(i), Optional.ofNullable(r.getString(i)).orElse(""));
          }
          into.add(row);
        });
  }

  /// What is wrong with the file as such.
  List<String> flaws() {
    return flaws;
  }

  Map<String, Conversation> conversations() {
    return conversations;
  }

  Optional<Conversation> conversation(String id) {
    return Optional.ofNullable(conversations.get(id));
  }

  /// The message somebody sent under an id.
  Optional<Row> message(String sender, String mid) {
    return Optional.ofNullable(byMid.get(sender + mid));
  }

  Map<String, Mark> marks() {
    return marks;
  }

  Optional<String> command(String actor, String id) {
    return Optional.ofNullable(commands.get(actor + " " + id));
  }

  List<Map<String, String>> cases() {
    return cases;
  }

  List<Map<String, String>> grants() {
    return grants;
  }

  List<Map<String, String>> ledger() {
    return ledger;
  }

  List<Map<String, String>> payouts() {
    return payouts;
  }
}
