package dev.kefu.outreach;

import dev.kefu.account.Role;
import dev.kefu.base.Ids;
import dev.kefu.conversation.ConversationId;
import dev.kefu.outreach.Task.Offered;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Tasks in the database. What writes is called inside a transaction.
@Component
class TaskRows {

  private static final String COLUMNS =
      """
      id, version, kind, status, cause, order_id, buyer, sku, claim, goods, amount_fen, text, opened_at,
      due_at, conversation, sent_seq, sent_at, sent_by, done_at, done_by
      """;

  private static final String SYSTEM = "system";

  /// One of each kind, and one for each claim.
  private static final int MOST_OF_ORDER = 100;

  /// A null would be unequal to itself where there may be one task only.
  private static final String NO_CLAIM = "";

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final Rulebook rulebook;

  TaskRows(JdbcClient jdbc, @ReadOnly JdbcClient reader, Rulebook rulebook) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.rulebook = rulebook;
  }

  /// The id of a task that was opened or, while it is open, written anew because what it tells of
  /// has changed; nothing when it stands there already as it is. What had ended by itself before
  /// anybody was told is opened again; what a shopper was told of never is.
  Optional<String> write(Duty duty, Instant now) {
    return jdbc.sql(
            """
            insert into task (id, kind, order_id, buyer, sku, text, status, opened_at, due_at, cause,
              goods, amount_fen, claim)
            values (:id, :kind, :order, :buyer, :sku, :text, 'open', :now, :due, :cause, :goods, :amount,
              :claim)
            on conflict (kind, order_id, claim) do update
            set status = 'open', version = task.version + 1, text = excluded.text,
              opened_at = case when task.status = 'open' then task.opened_at else excluded.opened_at end,
              due_at = excluded.due_at, cause = excluded.cause, sku = excluded.sku,
              goods = excluded.goods, amount_fen = excluded.amount_fen, done_at = null, done_by = null
            where (task.status = 'done' and task.done_by = :system and task.sent_at is null)
              or (task.status = 'open' and (task.text <> excluded.text or task.cause <> excluded.cause
                or task.goods <> excluded.goods or task.amount_fen <> excluded.amount_fen
                or coalesce(task.sku, '') <> coalesce(excluded.sku, '')))
            returning id
            """)
        .param("id", Ids.next("task_"))
        .param("kind", duty.kind().wire())
        .param("order", duty.order())
        .param("buyer", duty.buyer())
        .param("sku", duty.sku())
        .param("text", duty.text())
        .param("now", now.toEpochMilli())
        .param("due", duty.dueAt().toEpochMilli())
        .param("cause", duty.cause())
        .param("goods", duty.goods())
        .param("amount", duty.amountFen())
        .param("claim", Objects.requireNonNullElse(duty.claim(), NO_CLAIM))
        .param("system", SYSTEM)
        .query(String.class)
        .optional();
  }

  /// @return whether it was open or sent
  boolean done(String id, String by, Instant now) {
    return jdbc.sql(
                """
                update task set status = 'done', done_at = :now, done_by = :by
                where id = :id and status in ('open', 'sent')
                """)
            .param("id", id)
            .param("by", by)
            .param("now", now.toEpochMilli())
            .update()
        == 1;
  }

  /// Claims a task for sending, as it was written then: of several who send it at once exactly one
  /// may.
  boolean claim(Task task, ConversationId conversation, String by, Instant now) {
    return jdbc.sql(
                """
                update task
                set status = 'sent', conversation = :conversation, sent_at = :now, sent_by = :by
                where id = :id and version = :version and status = 'open'
                """)
            .param("id", task.id())
            .param("version", task.version())
            .param("conversation", conversation.value())
            .param("by", by)
            .param("now", now.toEpochMilli())
            .update()
        == 1;
  }

  /// Where it was said.
  void sentAs(String id, long seq) {
    jdbc.sql("update task set sent_seq = :seq where id = :id")
        .param("seq", seq)
        .param("id", id)
        .update();
  }

  Optional<Task> find(String id) {
    return reader
        .sql("select " + COLUMNS + " from task where id = :id")
        .param("id", id)
        .query(this::row)
        .optional();
  }

  /// Most urgent first.
  ///
  /// @param cause null for all
  /// @param dueAfter moment of the last row of the page before, [Long#MIN_VALUE] for the first
  List<Task> list(
      TaskStatus status, @Nullable String cause, long dueAfter, String idAfter, int limit) {
    return reader
        .sql(
            "select "
                + COLUMNS
                + """
                 from task
                where status = :status and (cast(:cause as text) is null or cause = :cause)
                  and (due_at > :due or (due_at = :due and id > :id))
                order by due_at, id
                limit :limit
                """)
        .param("status", wire(status))
        .param("cause", cause)
        .param("due", dueAfter)
        .param("id", idAfter)
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  /// Those that wait, of one order.
  List<Task> waiting(String order) {
    return reader
        .sql(
            "select "
                + COLUMNS
                + " from task where order_id = :order and status in ('open', 'sent') limit :limit")
        .param("order", order)
        .param("limit", MOST_OF_ORDER)
        .query(this::row)
        .list();
  }

  /// What those have in common that wait to be told.
  ///
  /// @param text of the most urgent of them
  record Batch(
      String cause,
      TaskKind kind,
      @Nullable String sku,
      String goods,
      int count,
      Instant dueAt,
      String text) {}

  /// Most urgent first.
  List<Batch> batches(int limit) {
    return reader
        .sql(
            """
            select t.cause, t.kind, t.sku, t.goods, b.count, t.due_at, t.text
            from (
              select cause, count(*) as count, min(due_at) as due_at from task
              where status = 'open' group by cause) b
            join task t on t.id = (
              select min(u.id) from task u
              where u.status = 'open' and u.cause = b.cause and u.due_at = b.due_at)
            order by t.due_at, t.cause limit :limit
            """)
        .param("limit", limit)
        .query((row, _) ->
            new Batch(
                row.getString("cause"),
                kind(row),
                row.getString("sku"),
                row.getString("goods"),
                row.getInt("count"),
                Instant.ofEpochMilli(row.getLong("due_at")),
                row.getString("text")))
        .list();
  }

  private static TaskKind kind(ResultSet row) throws SQLException {
    return TaskKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
  }

  private Task row(ResultSet row, int number) throws SQLException {
    var kind = kind(row);
    var conversation = row.getString("conversation");
    var seq = row.getLong("sent_seq");
    var sentSeq = row.wasNull() ? null : (Long) seq;
    return new Task(
        row.getString("id"),
        row.getInt("version"),
        kind,
        TaskStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("cause"),
        row.getString("order_id"),
        row.getString("buyer"),
        row.getString("sku"),
        claim(row),
        row.getString("goods"),
        row.getString("text"),
        offers(kind, row.getLong("amount_fen")),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        Instant.ofEpochMilli(row.getLong("due_at")),
        conversation == null ? null : new ConversationId(conversation),
        sentSeq,
        moment(row, "sent_at"),
        row.getString("sent_by"),
        moment(row, "done_at"),
        row.getString("done_by"));
  }

  private static @Nullable String claim(ResultSet row) throws SQLException {
    var claim = row.getString("claim");
    return claim.equals(NO_CLAIM) ? null : claim;
  }

  private List<Offered> offers(TaskKind kind, long amountFen) {
    return Optional.ofNullable(kind.reason())
        .flatMap(reason -> rulebook.offer(reason, Role.AGENT))
        .map(offer ->
            offer.forms().stream()
                .map(form -> new Offered(offer.rule(), form, offer.maxFenOf(amountFen)))
                .toList())
        .orElse(List.of());
  }

  private static @Nullable Instant moment(ResultSet row, String column) throws SQLException {
    var at = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(at);
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
