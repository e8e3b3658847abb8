package dev.kefu.conversation;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/// How far each participant has stored and read a conversation. Never falls.
final class Marks {

  private final JdbcClient jdbc;

  Marks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// How far some device of one side has stored a conversation; 0 for not at all.
  long acked(Conversation conversation, Side side) {
    return jdbc.sql(
            "select coalesce(max(acked), 0) from mark where conversation = :conversation and "
                + whose(side))
        .param("conversation", conversation.id().value())
        .param("shopper", conversation.shopper().id().value())
        .query(Long.class)
        .single();
  }

  /// Who of one side has read furthest; empty when nobody has read anything.
  Optional<MarkMoved> furthestReader(Conversation conversation, Side side) {
    return jdbc.sql(
            "select participant, read from mark where conversation = :conversation and read > 0 and "
                + whose(side)
                + " order by read desc limit 1")
        .param("conversation", conversation.id().value())
        .param("shopper", conversation.shopper().id().value())
        .query((row, _) ->
            new MarkMoved(conversation.id(), row.getString("participant"), row.getLong("read")))
        .optional();
  }

  private static String whose(Side side) {
    return switch (side) {
      case SHOPPER -> "participant = :shopper";
      case STAFF -> "participant <> :shopper";
    };
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
