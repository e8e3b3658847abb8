package dev.kefu.conversation;

import dev.kefu.storage.OtherWriters;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.RowMapper;

/// Conversations in a database that other nodes write to, too: keeps these away from single ones
/// until the transaction ends, tells how those stand, and writes many of them at once. PostgreSQL
/// only.
///
/// Whoever asks for many takes those that are free and never waits while it holds one, so that two
/// nodes cannot wait for each other.
final class SharedRows {

  private static final String SELECT =
      "select " + ConversationRows.COLUMNS + " from conversation where id = any(?) for update";

  private static final String FREE_ONLY = SELECT + " skip locked";

  /// One statement however many they are: a statement for each costs the server more than the rows.
  private static final String UPDATE =
      """
      update conversation c
      set head = n.head, shopper_head = n.shopper_head, last_staff_seq = n.last_staff_seq,
        last_text = n.last_text, last_at = n.last_at, waiting_since = n.waiting_since
      from unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::bigint[],
          ?::bigint[])
        as n (id, head, shopper_head, last_staff_seq, last_text, last_at, waiting_since)
      where c.id = n.id
      """;

  private final JdbcOperations jdbc;
  private final RowMapper<Conversation> mapper;
  private final OtherWriters others;

  SharedRows(JdbcOperations jdbc, RowMapper<Conversation> mapper, OtherWriters others) {
    this.jdbc = jdbc;
    this.mapper = mapper;
    this.others = others;
  }

  boolean areShared() {
    return others.possible();
  }

  /// Locks those of them that nobody else holds.
  List<Conversation> takeFree(Collection<ConversationId> ids) {
    return take(FREE_ONLY, ids);
  }

  /// Waits for all of them; those that do not exist are left out.
  List<Conversation> take(Collection<ConversationId> ids) {
    return take(SELECT, ids);
  }

  /// Waits for one of them so long, and no longer.
  ///
  /// @throws org.springframework.dao.PessimisticLockingFailureException when it could not be had;
  ///   the transaction is good for nothing then but to be rolled back, to a savepoint at least
  List<Conversation> takeWithin(ConversationId id, Duration time) {
    jdbc.execute("set local lock_timeout = " + time.toMillis());
    var taken = take(SELECT, List.of(id));
    jdbc.execute("set local lock_timeout to default");
    return taken;
  }

  private List<Conversation> take(String sql, Collection<ConversationId> ids) {
    return jdbc.query(
        connection -> {
          var statement = connection.prepareStatement(sql);
          statement.setArray(1, texts(connection, ids, ConversationId::value));
          return statement;
        },
        mapper);
  }

  /// Where the logs of these stand.
  void update(List<Conversation> those) {
    jdbc.update(connection -> {
      var update = connection.prepareStatement(UPDATE);
      update.setArray(1, texts(connection, those, c -> c.id().value()));
      update.setArray(2, numbers(connection, those, Conversation::head));
      update.setArray(3, numbers(connection, those, Conversation::shopperHead));
      update.setArray(4, numbers(connection, those, Conversation::lastStaffSeq));
      update.setArray(5, texts(connection, those, Conversation::lastText));
      update.setArray(6, numbers(connection, those, c -> c.lastAt().toEpochMilli()));
      update.setArray(7, numbers(connection, those, c -> millis(c.waitingSince())));
      return update;
    });
  }

  private static @Nullable Long millis(@Nullable Instant at) {
    return at == null ? null : at.toEpochMilli();
  }

  private static <T> Array texts(
      Connection connection, Collection<T> rows, Function<T, String> column) throws SQLException {
    return connection.createArrayOf("text", rows.stream().map(column).toArray());
  }

  private static <T> Array numbers(
      Connection connection, Collection<T> rows, Function<T, @Nullable Long> column)
      throws SQLException {
    return connection.createArrayOf("bigint", rows.stream().map(column).toArray());
  }
}
