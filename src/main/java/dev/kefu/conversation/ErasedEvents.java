package dev.kefu.conversation;

import dev.kefu.base.Body;
import java.util.ArrayList;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Takes the words out of a whole log.
final class ErasedEvents {

  private static final String ERASED = "erased";

  /// What is counted, or tells who of staff did what. Everything else goes.
  private static final Set<String> KEPT =
      Set.of(
          "amount_fen",
          "case",
          "code",
          "form",
          "kind",
          "name",
          "outcome",
          "proposal_fen",
          "reason",
          "score",
          "seq",
          "shopper_seq",
          "status",
          "to",
          "to_group",
          "version");

  /// A reason in somebody's own words goes, too.
  private static final Pattern CODE = Pattern.compile("[a-z0-9_]{1,40}");

  private final JdbcClient jdbc;
  private final EventRows events;
  private final JsonMapper json;

  ErasedEvents(JdbcClient jdbc, JsonMapper json) {
    this.jdbc = jdbc;
    this.events = new EventRows(jdbc);
    this.json = json;
  }

  /// @return how many had words
  long erase(ConversationId id) {
    var bodies = new ArrayList<Event>();
    for (var page = events.after(id, 0, Conversations.MAX_PAGE);
        !page.isEmpty();
        page = events.after(id, page.getLast().seq(), Conversations.MAX_PAGE)) {
      bodies.addAll(page);
    }
    var gone = json.writerFor(Body.class).writeValueAsString(new Body.Withdrawn(ERASED));
    var words = 0L;
    for (var event : bodies) {
      var left = event.kind() == EventKind.MESSAGE ? gone : left(event);
      if (!left.equals(event.body())) {
        events.rewrite(id, event.seq(), left);
        words++;
      }
    }
    jdbc.sql(
            """
            update event set sender_name = '' where conversation = :id and sender_role = 'shopper'
            """)
        .param("id", id.value())
        .update();
    jdbc.sql("delete from picture where conversation = :id").param("id", id.value()).update();
    jdbc.sql("delete from withdrawn_message where conversation = :id")
        .param("id", id.value())
        .update();
    eraseCommands(id);
    return words;
  }

  /// What was asked for by name. That it was stays, so that a late repeat is refused and not
  /// carried out.
  private void eraseCommands(ConversationId id) {
    jdbc.sql("update command_result set fingerprint = '', result = '' where conversation = :id")
        .param("id", id.value())
        .update();
  }

  private String left(Event event) {
    if (!(json.readTree(event.body()) instanceof ObjectNode body)) {
      return "{}";
    }
    body.retain(KEPT);
    if (!CODE.matcher(body.path("reason").asString("")).matches()) {
      body.remove("reason");
    }
    return json.writeValueAsString(body);
  }
}
