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

  /// Reads all of the conversation: for one that nobody has written to lately.
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

  /// Who sent each message, and under which id.
  void messages(ConversationId conversation, Messages messages) {
    jdbc.sql(
            """
            select seq, sender_id, sender_role, sender_name, mid from event
            where conversation = :conversation and kind = 'message'
            """)
        .param("conversation", conversation.value())
        .query(row -> {
          messages.add(row.getLong("seq"), sender(row), row.getString("mid"));
        });
  }

  /// Puts other words, or none, where an event had its own.
  void rewrite(ConversationId conversation, long seq, String body) {
    jdbc.sql("update event set body = :body where conversation = :conversation and seq = :seq")
        .param("body", body)
        .param("conversation", conversation.value())
        .param("seq", seq)
        .update();
  }

  /// Whether anything was said after a number.
  boolean isSaidAfter(ConversationId conversation, long seq) {
    return jdbc.sql(
            """
            select 1 from event where conversation = :conversation and seq > :seq and kind = 'message'
            limit 1
            """)
        .param("conversation", conversation.value())
        .param("seq", seq)
        .query(Integer.class)
        .optional()
        .isPresent();
  }

  interface Messages {
    void add(long seq, Sender sender, String mid);
  }

  /// The full number of what the shopper calls `shopperSeq`; 0 for none. Looks from the end, where
  /// the marks are.
  long fullSeq(ConversationId conversation, long shopperSeq) {
    return jdbc.sql(
            """
            select seq from event
            where conversation = :conversation and seq >= :shopperSeq
              and shopper_seq > 0 and shopper_seq <= :shopperSeq
            order by seq desc limit 1
            """)
        .param("conversation", conversation.value())
        .param("shopperSeq", shopperSeq)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /// What the shopper calls the last event at or before a full number; 0 for none.
  long shopperSeq(ConversationId conversation, long seq) {
    return jdbc.sql(
            """
            select shopper_seq from event
            where conversation = :conversation and seq <= :seq and shopper_seq > 0
            order by seq desc limit 1
            """)
        .param("conversation", conversation.value())
        .param("seq", seq)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /// The shopper's messages up to a number.
  long said(ConversationId conversation, long upTo) {
    return jdbc.sql(
            """
            select count(*) from event
            where conversation = :conversation and seq <= :upTo
              and kind = 'message' and sender_role = 'shopper'
            """)
        .param("conversation", conversation.value())
        .param("upTo", upTo)
        .query(Long.class)
        .single();
  }

  private static Sender sender(ResultSet row) throws SQLException {
    return new Sender(
        row.getString("sender_id"), row.getString("sender_role"), row.getString("sender_name"));
  }

  private static Event row(ResultSet row, int number) throws SQLException {
    return new Event(
        new ConversationId(row.getString("conversation")),
        row.getLong("seq"),
        row.getLong("shopper_seq"),
        EventKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        sender(row),
        row.getString("mid"),
        row.getString("body"),
        Instant.ofEpochMilli(row.getLong("at")));
  }
}
