package dev.kefu.assist;

import dev.kefu.base.Slot;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Drafts in the database, beside the cards. What writes is called inside a transaction.
@Component
class WordingRows {

  private static final TypeReference<List<Slot>> SLOTS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final JsonMapper json;

  WordingRows(JdbcClient jdbc, @ReadOnly JdbcClient reader, JsonMapper json) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.json = json;
  }

  /// The first one stays: what somebody may be looking at does not change. Nothing is kept beside a
  /// card whose words were erased meanwhile.
  void store(Wording wording, Instant at) {
    jdbc.sql(
            """
            insert into suggestion_draft (suggestion, conversation, for_seq, text, slots, at)
            select id, conversation, for_seq, :text, :slots, cast(:at as bigint)
            from suggestion where id = :suggestion and text <> ''
            on conflict (suggestion) do nothing
            """)
        .param("suggestion", wording.card())
        .param("text", wording.text())
        .param("slots", json.writeValueAsString(wording.slots()))
        .param("at", at.toEpochMilli())
        .update();
  }

  /// Those of the cards of a set, in no order.
  List<Wording> of(SuggestionSet set) {
    if (set.cards().isEmpty()) {
      return List.of();
    }
    return reader
        .sql(
            """
            select suggestion, text, slots from suggestion_draft where suggestion in (:cards)
            """)
        .param("cards", set.cards().stream().map(Card::id).toList())
        .query((row, _) ->
            new Wording(
                row.getString("suggestion"),
                row.getString("text"),
                json.readValue(row.getString("slots"), SLOTS)))
        .list();
  }

  Optional<String> textOf(String suggestion) {
    return reader
        .sql("select text from suggestion_draft where suggestion = :id")
        .param("id", suggestion)
        .query(String.class)
        .optional();
  }
}
