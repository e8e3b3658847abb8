package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.ReadOnly;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What became of suggestions, in the database. What writes is called inside a transaction.
@Component
class Fates {

  private static final int MOST = 200;

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final JsonMapper json;

  Fates(JdbcClient jdbc, @ReadOnly JdbcClient reader, JsonMapper json) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.json = json;
  }

  /// A set that waits to be looked through.
  ///
  /// @param lookAt as stored; tells whether anybody has touched it since
  record Due(ConversationId conversation, long forSeq, Instant at, long lookAt) {}

  /// Those most overdue first.
  List<Due> due(Instant now, int limit) {
    return reader
        .sql(
            """
            select conversation, for_seq, at, look_at from suggestion_set
            where look_at <= :now
            order by look_at, conversation, for_seq
            limit :limit
            """)
        .param("now", now.toEpochMilli())
        .param("limit", limit)
        .query((row, _) ->
            new Due(
                new ConversationId(row.getString("conversation")),
                row.getLong("for_seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getLong("look_at")))
        .list();
  }

  void lookAt(Due due, Instant when) {
    set(due, when.toEpochMilli());
  }

  void looked(Due due) {
    set(due, null);
  }

  /// Unless somebody has touched it since it was read: then it is due again.
  private void set(Due due, @Nullable Long when) {
    jdbc.sql(
            """
            update suggestion_set set look_at = cast(:when as bigint)
            where conversation = :conversation and for_seq = :forSeq and look_at = :read
            """)
        .param("when", when)
        .param("conversation", due.conversation().value())
        .param("forSeq", due.forSeq())
        .param("read", due.lookAt())
        .update();
  }

  /// A set that was shown for messages of a round.
  record Shown(long forSeq, int cards, @Nullable Abstained abstained) {}

  /// In order.
  List<Shown> shown(ConversationId conversation, long from, long to) {
    return reader
        .sql(
            """
            select for_seq, card_count, abstained from suggestion_set
            where conversation = :conversation and for_seq between :from and :to
            order by for_seq
            limit :most
            """)
        .param("conversation", conversation.value())
        .param("from", from)
        .param("to", to)
        .param("most", MOST)
        .query((row, _) -> {
          var abstained = row.getString("abstained");
          return new Shown(
              row.getLong("for_seq"),
              row.getInt("card_count"),
              abstained == null ? null : json.readValue(abstained, Abstained.class));
        })
        .list();
  }

  /// A card and what became of it.
  ///
  /// @param usedHow `as_is edited rewritten`; null when no reply came from it
  /// @param verdict as staff gave it; null for none
  /// @param verdictBy who gave it
  record Fate(
      long forSeq,
      String article,
      String text,
      @Nullable String usedHow,
      @Nullable String verdict,
      @Nullable String verdictBy) {

    boolean isPlaybook() {
      return Playbook.isNamedBy(article);
    }

    boolean rejected() {
      return verdict != null && !verdict.equals(Suggestions.GOOD);
    }

    boolean taken() {
      return "as_is".equals(usedHow) || "edited".equals(usedHow);
    }
  }

  /// In the order of the messages.
  List<Fate> of(ConversationId conversation, long from, long to) {
    return reader
        .sql(
            """
            select for_seq, article, text, used_how, verdict, verdict_by from suggestion
            where conversation = :conversation and for_seq between :from and :to
            order by for_seq, id
            limit :most
            """)
        .param("conversation", conversation.value())
        .param("from", from)
        .param("to", to)
        .param("most", MOST)
        .query((row, _) ->
            new Fate(
                row.getLong("for_seq"),
                row.getString("article"),
                row.getString("text"),
                row.getString("used_how"),
                row.getString("verdict"),
                row.getString("verdict_by")))
        .list();
  }
}
