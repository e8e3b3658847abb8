package dev.kefu.insight;

import dev.kefu.base.Stage;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads what was suggested within a range of time.
@Component
class SuggestionReader {

  private final JdbcClient reader;
  private final JsonMapper json;

  SuggestionReader(@ReadOnly JdbcClient reader, JsonMapper json) {
    this.reader = reader;
    this.json = json;
  }

  /// One set for several messages in a row each: those before the same reply are one round.
  void rounds(Query query, Consumer<SuggestionRound> told) {
    var merging = new Merging(told);
    reader
        .sql(
            """
            select s.conversation, s.card_count, s.abstained, s.at, c.stage, r.seq as ended,
              case when r.kind = 'message' then r.sender_id end as agent,
              (select u.used_how from suggestion u
                where u.conversation = s.conversation and u.for_seq = s.for_seq
                  and u.used_seq is not null
                order by u.used_seq limit 1) as used,
              (select count(*) from suggestion u
                where u.conversation = s.conversation and u.for_seq = s.for_seq
                  and u.verdict <> 'good') as wrong
            from suggestion_set s
            join conversation c on c.id = s.conversation
            left join event r on r.conversation = s.conversation and r.seq = (
              select e.seq from event e
              where e.conversation = s.conversation and e.seq > s.for_seq
                and (e.kind = 'close'
                  or (e.kind = 'message' and e.sender_role in ('agent', 'supervisor')))
              order by e.seq limit 1)
            where s.at >= :from and s.at < :to
              and (cast(:stage as text) is null or c.stage = :stage)
              and (cast(:agent as text) is null or (r.kind = 'message' and r.sender_id = :agent))
            order by s.conversation, s.for_seq
            """)
        .param("from", query.from().toEpochMilli())
        .param("to", query.to().toEpochMilli())
        .param("stage", query.stageName())
        .param("agent", query.agent())
        .query((ResultSet row) -> {
          var end = row.getString("conversation") + " " + row.getString("ended");
          merging.next(end, round(row));
        });
    merging.flush();
  }

  private SuggestionRound round(ResultSet row) throws SQLException {
    var shown = row.getLong("card_count") > 0;
    return new SuggestionRound(
        Instant.ofEpochMilli(row.getLong("at")),
        Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT)),
        shown,
        shown ? null : reason(row.getString("abstained")),
        row.getString("used"),
        row.getLong("wrong") > 0,
        row.getString("agent"));
  }

  private @Nullable String reason(@Nullable String abstained) {
    return abstained == null ? null : json.readTree(abstained).path("reason").asString(null);
  }

  /// Cards of one article: how often it was offered and what became of it. One that was made anew
  /// for the same message is the same card.
  ///
  /// @param wrong of which staff said that they are
  record Offered(
      String article,
      String title,
      long shown,
      long asIs,
      long edited,
      long rewritten,
      long wrong) {}

  /// The articles offered most, and then by name.
  List<Offered> articles(Query query) {
    var found = counted(query);
    return found.stream()
        .map(o ->
            new Offered(
                o.article(),
                title(o.article()).orElse(o.article()),
                o.shown(),
                o.asIs(),
                o.edited(),
                o.rewritten(),
                o.wrong()))
        .toList();
  }

  private List<Offered> counted(Query query) {
    return reader
        .sql(
            """
            select article, count(*) as shown,
              sum(case when used = 1 then 1 else 0 end) as as_is,
              sum(case when used = 2 then 1 else 0 end) as edited,
              sum(case when used = 3 then 1 else 0 end) as rewritten,
              sum(wrong) as wrong
            from (select u.article,
              min(case u.used_how when 'as_is' then 1 when 'edited' then 2
                when 'rewritten' then 3 end) as used,
              max(case when u.verdict <> 'good' then 1 else 0 end) as wrong
            from suggestion_set s
            join conversation c on c.id = s.conversation
            join suggestion u on u.conversation = s.conversation and u.for_seq = s.for_seq
            where s.at >= :from and s.at < :to
              and (cast(:stage as text) is null or c.stage = :stage)
              and (cast(:agent as text) is null or :agent = (
                select case when e.kind = 'message' then e.sender_id end from event e
                where e.conversation = s.conversation and e.seq > s.for_seq
                  and (e.kind = 'close'
                    or (e.kind = 'message' and e.sender_role in ('agent', 'supervisor')))
                order by e.seq limit 1))
            group by u.article, u.conversation, u.for_seq) cards
            group by article
            order by shown desc, article
            limit :limit
            """)
        .param("from", query.from().toEpochMilli())
        .param("to", query.to().toEpochMilli())
        .param("stage", query.stageName())
        .param("agent", query.agent())
        .param("limit", query.limit() + 1)
        .query((row, _) ->
            new Offered(
                row.getString("article"),
                "",
                row.getLong("shown"),
                row.getLong("as_is"),
                row.getLong("edited"),
                row.getLong("rewritten"),
                row.getLong("wrong")))
        .list();
  }

  /// As it stood on the last card.
  private Optional<String> title(String article) {
    return reader
        .sql(
            """
            select s.cards from suggestion u
            join suggestion_set s on s.conversation = u.conversation and s.for_seq = u.for_seq
            where u.article = :article
            order by u.at desc, u.id
            limit 1
            """)
        .param("article", article)
        .query(String.class)
        .optional()
        .flatMap(cards -> titleIn(cards, article));
  }

  private Optional<String> titleIn(String cards, String article) {
    for (var card : json.readTree(cards)) {
      if (article.equals(card.path("article").path("id").asString(""))) {
        return Optional.of(card.path("article").path("title").asString(""));
      }
    }
    return Optional.empty();
  }

  /// Puts rows that end with the same reply together.
  private static final class Merging {
    private final Consumer<SuggestionRound> told;
    private @Nullable SuggestionRound open;
    private String end = "";

    private Merging(Consumer<SuggestionRound> told) {
      this.told = told;
    }

    private void next(String ends, SuggestionRound round) {
      if (open != null && ends.equals(end)) {
        open = open.with(round);
        return;
      }
      flush();
      open = round;
      end = ends;
    }

    private void flush() {
      if (open != null) {
        told.accept(open);
        open = null;
      }
    }
  }
}
