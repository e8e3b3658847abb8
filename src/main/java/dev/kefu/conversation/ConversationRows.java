package dev.kefu.conversation;

import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.StaffId;
import dev.kefu.base.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Conversations in the database, read and written through one client.
final class ConversationRows {

  static final String COLUMNS =
      """
      id, shopper, shopper_name, buyer, stage, status, group_id, owner, context, head, shopper_head,
      last_staff_seq, last_text, last_at, waiting_since, opened_at
      """;

  private final JdbcClient jdbc;
  private final JsonMapper json;

  ConversationRows(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  Optional<Conversation> find(ConversationId id) {
    return jdbc.sql("select " + COLUMNS + " from conversation where id = :id")
        .param("id", id.value())
        .query(this::row)
        .optional();
  }

  Optional<Conversation> open(ShopperId shopper, Stage stage) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from conversation where shopper = :shopper and stage = :stage and status <>"
                + " 'closed'")
        .param("shopper", shopper.value())
        .param("stage", wire(stage))
        .query(this::row)
        .optional();
  }

  /// Newest first.
  List<Conversation> ofShopper(ShopperId shopper, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from conversation where shopper = :shopper order by opened_at desc limit"
                + " :limit")
        .param("shopper", shopper.value())
        .param("limit", limit)
        .query(this::row)
        .list();
  }

  /// Last spoken in first.
  List<Conversation> list(ConversationFilter filter) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from conversation where "
                + has(filter.status())
                + """
                  and (cast(:stage as text) is null or stage = :stage)
                  and (cast(:owner as text) is null or owner = :owner)
                  and (cast(:mine as text) is null or owner = :mine or group_id = :group)
                  and (cast(:text as text) is null or lower(shopper_name) like lower(:text) escape '!'
                    or lower(last_text) like lower(:text) escape '!')
                  and (@last, id) < (:before, :beforeId)
                order by @last desc, id desc
                limit :limit
                """
                    .replace("@last", filter.status() == Status.CLOSED ? "ended_at" : "last_at"))
        .param("stage", filter.stage() == null ? null : wire(filter.stage()))
        .param("owner", filter.owner())
        .param("mine", filter.visibleTo() == null ? null : filter.visibleTo().id().value())
        .param("group", filter.visibleTo() == null ? null : filter.visibleTo().group())
        .param("text", filter.like())
        .param("before", filter.before())
        .param("beforeId", filter.beforeId())
        .param("limit", filter.limit())
        .query(this::row)
        .list();
  }

  /// Written out, since an index may hold one status only.
  private static String has(@Nullable Status status) {
    return status == null ? "1 = 1" : "status = '" + status.wire() + "'";
  }

  List<Head> heads(Collection<ConversationId> ids) {
    return jdbc.sql("select id, head, shopper_head from conversation where id in (:ids)")
        .param("ids", ids.stream().map(ConversationId::value).toList())
        .query(ConversationRows::head)
        .list();
  }

  List<Head> movedSince(Instant since, int limit) {
    return jdbc.sql(
            """
            select id, head, shopper_head, last_at from conversation
            where status in ('queued', 'assigned') and last_at >= :since
            union all
            select id, head, shopper_head, last_at from conversation
            where status = 'closed' and ended_at >= :since
            order by last_at desc limit :limit
            """)
        .param("since", since.toEpochMilli())
        .param("limit", limit)
        .query(ConversationRows::head)
        .list();
  }

  private static Head head(ResultSet row, int number) throws SQLException {
    return new Head(
        new ConversationId(row.getString("id")), row.getLong("head"), row.getLong("shopper_head"));
  }

  void insert(Conversation c) {
    jdbc.sql(
            """
            insert into conversation (id, shopper, shopper_name, buyer, stage, status, group_id, owner,
              context, head, shopper_head, last_staff_seq, last_text, last_at, waiting_since, opened_at)
            values (:id, :shopper, :shopperName, :buyer, :stage, :status, :group, :owner,
              :context, :head, :shopperHead, :lastStaffSeq, :lastText, :lastAt, :waitingSince, :openedAt)
            """)
        .param("id", c.id().value())
        .param("status", c.status().wire())
        .param("group", c.group())
        .param("owner", c.owner() == null ? null : c.owner().value())
        .param("head", c.head())
        .param("shopperHead", c.shopperHead())
        .param("lastStaffSeq", c.lastStaffSeq())
        .param("lastText", c.lastText())
        .param("lastAt", c.lastAt().toEpochMilli())
        .param("waitingSince", c.waitingSince() == null ? null : c.waitingSince().toEpochMilli())
        .param("shopper", c.shopper().id().value())
        .param("shopperName", c.shopper().name())
        .param("buyer", c.shopper().buyer())
        .param("stage", wire(c.stage()))
        .param("context", json.writeValueAsString(c.context()))
        .param("openedAt", c.openedAt().toEpochMilli())
        .update();
  }

  Conversation row(ResultSet row, int number) throws SQLException {
    var owner = row.getString("owner");
    return new Conversation(
        new ConversationId(row.getString("id")),
        new Shopper(
            new ShopperId(row.getString("shopper")),
            row.getString("shopper_name"),
            row.getString("buyer")),
        Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
        Status.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
        row.getString("group_id"),
        owner == null ? null : new StaffId(owner),
        json.readValue(row.getString("context"), Context.class),
        row.getLong("head"),
        row.getLong("shopper_head"),
        row.getLong("last_staff_seq"),
        row.getString("last_text"),
        Instant.ofEpochMilli(row.getLong("last_at")),
        instant(row, "waiting_since"),
        Instant.ofEpochMilli(row.getLong("opened_at")));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
