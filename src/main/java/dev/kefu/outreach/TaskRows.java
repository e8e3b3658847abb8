package dev.kefu.outreach;

import dev.kefu.base.Ids;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tasks in the database. What writes is called inside a transaction.
@Component
class TaskRows {

  private static final String COLUMNS =
      "id, kind, order_id, buyer, sku, text, status, opened_at, due_at, done_at, done_by";

  private final JdbcClient jdbc;
  private final JdbcClient reader;

  TaskRows(JdbcClient jdbc, @ReadOnly JdbcClient reader) {
    this.jdbc = jdbc;
    this.reader = reader;
  }

  /// The id of the new task; nothing when there was one already, done or not.
  Optional<String> open(Duty duty, Instant now) {
    var id = Ids.next("task_");
    var rows =
        jdbc.sql(
                """
                insert into task (id, kind, order_id, buyer, sku, text, status, opened_at, due_at)
                values (:id, :kind, :order, :buyer, :sku, :text, 'open', :now, :due)
                on conflict (kind, order_id) do nothing
                """)
            .param("id", id)
            .param("kind", wire(duty.kind()))
            .param("order", duty.order().order())
            .param("buyer", duty.order().buyer())
            .param("sku", duty.sku())
            .param("text", duty.text())
            .param("now", now.toEpochMilli())
            .param("due", duty.dueAt().toEpochMilli())
            .update();
    return rows == 1 ? Optional.of(id) : Optional.empty();
  }

  /// @return whether it was open
  boolean done(String id, String by, Instant now) {
    return jdbc.sql(
                """
                update task set status = 'done', done_at = :now, done_by = :by
                where id = :id and status = 'open'
                """)
            .param("id", id)
            .param("by", by)
            .param("now", now.toEpochMilli())
            .update()
        == 1;
  }

  Optional<Task> find(String id) {
    return reader
        .sql("select " + COLUMNS + " from task where id = :id")
        .param("id", id)
        .query(TaskRows::row)
        .optional();
  }

  /// Most urgent first.
  ///
  /// @param dueAfter moment of the last row of the page before, [Long#MIN_VALUE] for the first
  List<Task> list(TaskStatus status, long dueAfter, String idAfter, int limit) {
    return reader
        .sql(
            "select "
                + COLUMNS
                + """
                 from task
                where status = :status
                  and (due_at > :due or (due_at = :due and id > :id))
                order by due_at, id
                limit :limit
                """)
        .param("status", wire(status))
        .param("due", dueAfter)
        .param("id", idAfter)
        .param("limit", limit)
        .query(TaskRows::row)
        .list();
  }

  private static Task row(ResultSet row, int number) throws SQLException {
    var doneAt = row.getLong("done_at");
    var done = !row.wasNull();
    return new Task(
        row.getString("id"),
        TaskKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        TaskStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("order_id"),
        row.getString("buyer"),
        row.getString("sku"),
        row.getString("text"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        Instant.ofEpochMilli(row.getLong("due_at")),
        done ? Instant.ofEpochMilli(doneAt) : null,
        row.getString("done_by"));
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
