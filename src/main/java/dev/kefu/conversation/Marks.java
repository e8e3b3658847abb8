package dev.kefu.conversation;

import org.springframework.jdbc.core.simple.JdbcClient;

/// How far each participant has stored and read a conversation. Never falls.
final class Marks {

  private final JdbcClient jdbc;

  Marks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Raises both marks; a smaller number changes nothing.
  void raise(ConversationId conversation, String participant, long acked, long read) {
    jdbc.sql(
            """
            insert into mark (conversation, participant, acked, read)
            values (:conversation, :participant, :acked, :read)
            on conflict (conversation, participant) do update
            set acked = case when excluded.acked > mark.acked then excluded.acked else mark.acked end,
              read = case when excluded.read > mark.read then excluded.read else mark.read end
            """)
        .param("conversation", conversation.value())
        .param("participant", participant)
        .param("acked", acked)
        .param("read", read)
        .update();
  }

  /// How far some device of one side has stored a conversation; 0 for not at all.
  long acked(Conversation conversation, Side side) {
    var whose =
        switch (side) {
          case SHOPPER -> "participant = :shopper";
          case STAFF -> "participant <> :shopper";
        };
    return jdbc.sql(
            "select coalesce(max(acked), 0) from mark where conversation = :conversation and "
                + whose)
        .param("conversation", conversation.id().value())
        .param("shopper", conversation.shopper().id().value())
        .query(Long.class)
        .single();
  }

  long read(ConversationId conversation, String participant) {
    return jdbc.sql(
            "select read from mark where conversation = :conversation and participant = :participant")
        .param("conversation", conversation.value())
        .param("participant", participant)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }
}
