package dev.kefu.conversation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The log in the database, read and written through one client.
final class EventRows {

  private static final String COLUMNS =
      "conversation, seq, shopper_seq, kind, sender_id, sender_role, sender_name, mid, body, at";

  private final JdbcClient jdbc;

  EventRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Event e) {
    jdbc.sql(
            """
            insert into event (conversation, seq, shopper_seq, kind, sender_id, sender_role, sender_name,
              mid, body, at)
            values (:conversation, :seq, :shopperSeq, :kind, :senderId, :senderRole, :senderName,
              :mid, :body, :at)
            """)
        .param("conversation", e.conversation().value())
        .param("seq", e.seq())
        .param("shopperSeq", e.shopperSeq())
        .param("kind", ConversationRows.wire(e.kind()))
        .param("senderId", e.sender().id())
        .param("senderRole", e.sender().role())
        .param("senderName", e.sender().name())
        .param("mid", e.mid())
        .param("body", e.body())
        .param("at", e.at().toEpochMilli())
        .update();
  }

  List<Event> after(ConversationId conversation, long seq, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from event where conversation = :conversation and seq > :seq order by seq limit :limit")
        .param("conversation", conversation.value())
        .param("seq", seq)
        .param("limit", limit)
        .query(EventRows::row)
        .list();
  }

  /// What the shopper sees. The shopper's number of an event is never above its full one, so the
  /// index on the full number serves.
  List<Event> afterForShopper(ConversationId conversation, long shopperSeq, int limit) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + """
                 from event
                where conversation = :conversation and seq > :after and shopper_seq > :after
                order by seq limit :limit
                """)
        .param("conversation", conversation.value())
        .param("after", shopperSeq)
        .param("limit", limit)
        .query(EventRows::row)
        .list();
  }

  Optional<Event> byMid(ConversationId conversation, String sender, String mid) {
    return jdbc.sql(
            "select "
                + COLUMNS
                + " from event where conversation = :conversation and sender_id = :sender and mid = :mid")
        .param("conversation", conversation.value())
        .param("sender", sender)
        .param("mid", mid)
        .query(EventRows::row)
        .optional();
  }

  /// The full number of what the shopper calls `shopperSeq`; 0 for none.
  long fullSeq(ConversationId conversation, long shopperSeq) {
    return jdbc.sql(
            """
            select coalesce(max(seq), 0) from event
            where conversation = :conversation and shopper_seq > 0 and shopper_seq <= :shopperSeq
            """)
        .param("conversation", conversation.value())
        .param("shopperSeq", shopperSeq)
        .query(Long.class)
        .single();
  }

  /// What the shopper calls the last event at or before a full number; 0 for none.
  long shopperSeq(ConversationId conversation, long seq) {
    return jdbc.sql(
            """
            select coalesce(max(shopper_seq), 0) from event
            where conversation = :conversation and seq <= :seq
            """)
        .param("conversation", conversation.value())
        .param("seq", seq)
        .query(Long.class)
        .single();
  }

  /// Messages of the shopper after a number.
  int shopperMessagesAfter(ConversationId conversation, long seq) {
    return jdbc.sql(
            """
            select count(*) from event
            where conversation = :conversation and seq > :seq and kind = 'message'
              and sender_role = 'shopper'
            """)
        .param("conversation", conversation.value())
        .param("seq", seq)
        .query(Integer.class)
        .single();
  }

  private static Event row(ResultSet row, int number) throws SQLException {
    return new Event(
        new ConversationId(row.getString("conversation")),
        row.getLong("seq"),
        row.getLong("shopper_seq"),
        EventKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        new Sender(
            row.getString("sender_id"), row.getString("sender_role"), row.getString("sender_name")),
        row.getString("mid"),
        row.getString("body"),
        Instant.ofEpochMilli(row.getLong("at")));
  }
}
