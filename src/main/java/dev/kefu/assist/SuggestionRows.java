package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Suggestions in the database. What writes is called inside a transaction.
@Component
class SuggestionRows {

  private static final TypeReference<List<Card>> CARDS = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final JdbcClient reader;
  private final JsonMapper json;

  SuggestionRows(JdbcClient jdbc, @ReadOnly JdbcClient reader, JsonMapper json) {
    this.jdbc = jdbc;
    this.reader = reader;
    this.json = json;
  }

  /// Stores a set, unless one that saw more of the log, or of what is known, is there already: two
  /// may be made at once, and the older must not win.
  void store(StoredSet stored) {
    var set = stored.set();
    var written =
        jdbc.sql(
                """
                insert into suggestion_set (conversation, for_seq, seen_seq, cards, abstained,
                  card_count, intent, upset, at, look_at)
                values (:conversation, :forSeq, :seenSeq, :cards, :abstained, :count, :intent,
                  :upset, :at, :at)
                on conflict (conversation, for_seq) do update
                set seen_seq = excluded.seen_seq, cards = excluded.cards,
                  abstained = excluded.abstained, card_count = excluded.card_count,
                  intent = excluded.intent, upset = excluded.upset, at = excluded.at, look_at = excluded.at
                where excluded.seen_seq > suggestion_set.seen_seq
                  or (excluded.seen_seq = suggestion_set.seen_seq
                    and excluded.at >= suggestion_set.at)
                """)
            .param("conversation", set.conversation().value())
            .param("forSeq", set.forSeq())
            .param("seenSeq", stored.seenSeq())
            .param("cards", json.writeValueAsString(set.cards()))
            .param(
                "abstained",
                set.abstained() == null ? null : json.writeValueAsString(set.abstained()))
            .param("count", set.cards().size())
            .param("intent", set.wants().intent())
            .param("upset", set.wants().upset() ? 1 : 0)
            .param("at", set.at().toEpochMilli())
            .update();
    if (written > 0) {
      set.cards().forEach(card -> store(set, card));
    }
  }

  private void store(SuggestionSet set, Card card) {
    jdbc.sql(
            """
            insert into suggestion (id, conversation, for_seq, article, article_version, confidence,
              sendable, text, at)
            values (:id, :conversation, :forSeq, :article, :version, :confidence, :sendable, :text,
              :at)
            """)
        .param("id", card.id())
        .param("conversation", set.conversation().value())
        .param("forSeq", set.forSeq())
        .param("article", card.article().id())
        .param("version", card.article().version())
        .param("confidence", wire(card.confidence()))
        .param("sendable", card.sendable() ? 1 : 0)
        .param("text", card.text())
        .param("at", set.at().toEpochMilli())
        .update();
  }

  /// The set for the latest message.
  Optional<StoredSet> latest(ConversationId conversation) {
    return reader
        .sql(
            """
            select conversation, for_seq, seen_seq, cards, abstained, intent, upset, at
            from suggestion_set
            where conversation = :conversation
            order by for_seq desc
            limit 1
            """)
        .param("conversation", conversation.value())
        .query(this::row)
        .optional();
  }

  /// What is wanted by the messages up to one.
  record Wanted(long forSeq, Wants wants) {}

  /// The same of the latest set, without its cards.
  Optional<Wanted> latestWants(ConversationId conversation) {
    return reader
        .sql(
            """
            select for_seq, intent, upset from suggestion_set
            where conversation = :conversation
            order by for_seq desc
            limit 1
            """)
        .param("conversation", conversation.value())
        .query((row, _) -> new Wanted(row.getLong("for_seq"), wants(row)))
        .optional();
  }

  private static Wants wants(ResultSet row) throws SQLException {
    return new Wants(row.getString("intent"), row.getInt("upset") != 0);
  }

  /// The conversations that were offered one of these articles since then and nothing for a later
  /// message; the latest first.
  ///
  /// @param articles at most some hundreds
  List<ConversationId> offered(Collection<String> articles, Instant since) {
    return reader
        .sql(
            """
            select conversation, max(at) latest from suggestion
            where article in (:articles) and at >= :since and not exists (
              select 1 from suggestion_set later
              where later.conversation = suggestion.conversation
                and later.for_seq > suggestion.for_seq)
            group by conversation
            order by latest desc, conversation
            """)
        .param("articles", articles)
        .param("since", since.toEpochMilli())
        .query((row, _) -> new ConversationId(row.getString("conversation")))
        .list();
  }

  /// The same of those that were offered nothing.
  List<ConversationId> offeredNothing(Instant since, int most) {
    return reader
        .sql(
            """
            select conversation from suggestion_set
            where at >= :since and abstained is not null and not exists (
              select 1 from suggestion_set later
              where later.conversation = suggestion_set.conversation
                and later.for_seq > suggestion_set.for_seq)
            order by at desc, conversation
            limit :most
            """)
        .param("since", since.toEpochMilli())
        .param("most", most)
        .query((row, _) -> new ConversationId(row.getString("conversation")))
        .list();
  }

  /// A card, as far as a verdict has to know it.
  record Judged(ConversationId conversation, long forSeq, String article, long version) {}

  Optional<Judged> judged(String suggestion) {
    return reader
        .sql(
            "select conversation, for_seq, article, article_version from suggestion where id = :id")
        .param("id", suggestion)
        .query((row, _) ->
            new Judged(
                new ConversationId(row.getString("conversation")),
                row.getLong("for_seq"),
                row.getString("article"),
                row.getLong("article_version")))
        .optional();
  }

  Optional<String> textOf(ConversationId conversation, String suggestion) {
    return reader
        .sql("select text from suggestion where id = :id and conversation = :conversation")
        .param("id", suggestion)
        .param("conversation", conversation.value())
        .query(String.class)
        .optional();
  }

  void use(ConversationId conversation, String suggestion, long seq, Use use) {
    jdbc.sql(
            """
            update suggestion set used_seq = :seq, used_how = :how, distance = :distance
            where id = :id and conversation = :conversation and used_seq is null
            """)
        .param("seq", seq)
        .param("how", wire(use.how()))
        .param("distance", use.distance())
        .param("id", suggestion)
        .param("conversation", conversation.value())
        .update();
    lookAgain(suggestion);
  }

  /// What became of it may teach something else now.
  private void lookAgain(String suggestion) {
    jdbc.sql(
            """
            update suggestion_set set look_at = at
            where (conversation, for_seq) = (
              select conversation, for_seq from suggestion where id = :id)
            """)
        .param("id", suggestion)
        .update();
  }

  void judge(String suggestion, String verdict, String by, Instant at) {
    jdbc.sql(
            """
            update suggestion set verdict = :verdict, verdict_by = :by, verdict_at = :at
            where id = :id
            """)
        .param("verdict", verdict)
        .param("by", by)
        .param("at", at.toEpochMilli())
        .param("id", suggestion)
        .update();
    lookAgain(suggestion);
  }

  private StoredSet row(ResultSet row, int number) throws SQLException {
    var abstained = row.getString("abstained");
    var set =
        new SuggestionSet(
            new ConversationId(row.getString("conversation")),
            row.getLong("for_seq"),
            json.readValue(row.getString("cards"), CARDS),
            abstained == null ? null : json.readValue(abstained, Abstained.class),
            wants(row),
            Instant.ofEpochMilli(row.getLong("at")));
    return new StoredSet(set, row.getLong("seen_seq"));
  }

  private static String wire(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
