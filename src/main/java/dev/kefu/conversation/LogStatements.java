package dev.kefu.conversation;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.BatchPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcOperations;

/// The statements a batch of messages is written with, each for many rows at once. Parameters have
/// places and no names: these run for every message.
final class LogStatements {

  private static final String INSERT =
      """
      insert into event (conversation, seq, shopper_seq, kind, sender_id, sender_role, sender_name,
        mid, body, at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String UPDATE =
      """
      update conversation
      set head = ?, shopper_head = ?, last_staff_seq = ?, last_text = ?, last_at = ?,
        waiting_since = ?
      where id = ?
      """;

  /// Apart, because whatever is named here has its indexes written anew, changed or not.
  private static final String MOVE =
      "update conversation set status = ?, group_id = ?, owner = ?, ended_at = ? where id = ?";

  private final JdbcOperations jdbc;

  LogStatements(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  void insert(List<Event> events) {
    if (!events.isEmpty()) {
      jdbc.batchUpdate(INSERT, new Rows<>(events, LogStatements::bind));
    }
  }

  private static void bind(PreparedStatement row, Event e) throws SQLException {
    row.setString(1, e.conversation().value());
    row.setLong(2, e.seq());
    row.setLong(3, e.shopperSeq());
    row.setString(4, e.kind().wire());
    row.setString(5, e.sender().id());
    row.setString(6, e.sender().role());
    row.setString(7, e.sender().name());
    row.setString(8, e.mid());
    row.setString(9, e.body());
    row.setLong(10, e.at().toEpochMilli());
  }

  /// Where the logs of these stand.
  void update(List<Conversation> conversations) {
    jdbc.batchUpdate(UPDATE, new Rows<>(conversations, LogStatements::bind));
  }

  /// Whose these are.
  void move(List<Conversation> conversations) {
    if (!conversations.isEmpty()) {
      jdbc.batchUpdate(MOVE, new Rows<>(conversations, LogStatements::bindPlace));
    }
  }

  private static void bindPlace(PreparedStatement row, Conversation c) throws SQLException {
    row.setString(1, c.status().wire());
    row.setString(2, c.group());
    row.setString(3, c.owner() == null ? null : c.owner().value());
    setMillis(row, 4, c.status() == Status.CLOSED ? c.lastAt().toEpochMilli() : null);
    row.setString(5, c.id().value());
  }

  private static void bind(PreparedStatement row, Conversation c) throws SQLException {
    row.setLong(1, c.head());
    row.setLong(2, c.shopperHead());
    row.setLong(3, c.lastStaffSeq());
    row.setString(4, c.lastText());
    row.setLong(5, c.lastAt().toEpochMilli());
    setMillis(row, 6, c.waitingSince() == null ? null : c.waitingSince().toEpochMilli());
    row.setString(7, c.id().value());
  }

  private static void setMillis(PreparedStatement row, int place, @Nullable Long millis)
      throws SQLException {
    if (millis == null) {
      row.setNull(place, Types.BIGINT);
    } else {
      row.setLong(place, millis);
    }
  }

  private interface Binder<T> {
    void bind(PreparedStatement row, T value) throws SQLException;
  }

  private record Rows<T>(List<T> values, Binder<T> binder) implements BatchPreparedStatementSetter {

    @Override
    public void setValues(PreparedStatement row, int i) throws SQLException {
      binder.bind(row, values.get(i));
    }

    @Override
    public int getBatchSize() {
      return values.size();
    }
  }
}
