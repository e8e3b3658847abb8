package dev.kefu.assist;

import dev.kefu.base.Body;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.knowledge.AskedQuestions;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What shoppers have asked lately, for editors who want to know what an edit would change: the
/// last message of each round that was looked up.
@Component
class LatelyAsked implements AskedQuestions {

  private final Conversations conversations;
  private final JdbcClient reader;
  private final JsonMapper json;

  LatelyAsked(Conversations conversations, @ReadOnly JdbcClient reader, JsonMapper json) {
    this.conversations = conversations;
    this.reader = reader;
    this.json = json;
  }

  private record Place(ConversationId conversation, long seq) {}

  @Override
  public List<Asked> since(Instant from, int limit) {
    return reader
        .sql(
            """
            select conversation, for_seq
            from suggestion_set
            where at >= :from
            order by at desc, conversation, for_seq
            limit :limit
            """)
        .param("from", from.toEpochMilli())
        .param("limit", limit)
        .query((row, _) ->
            new Place(new ConversationId(row.getString("conversation")), row.getLong("for_seq")))
        .list()
        .stream()
        .flatMap(place -> asked(place).stream())
        .toList();
  }

  private Optional<Asked> asked(Place place) {
    return conversations
        .find(place.conversation())
        .flatMap(conversation ->
            conversations.after(place.conversation(), place.seq() - 1, 1).stream()
                .findFirst()
                .flatMap(event -> asked(conversation, event)));
  }

  private Optional<Asked> asked(Conversation conversation, Event event) {
    return event.kind() == EventKind.MESSAGE
            && json.readValue(event.body(), Body.class) instanceof Body.Text(var text, _)
        ? Optional.of(new Asked(text, stage(conversation), conversation.context().sku()))
        : Optional.empty();
  }

  private static Stage stage(Conversation conversation) {
    return conversation.stage();
  }
}
