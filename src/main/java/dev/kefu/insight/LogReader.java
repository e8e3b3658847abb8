package dev.kefu.insight;

import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Recalls;
import dev.kefu.storage.ReadOnly;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Tells what happened in all conversations that somebody touched within a range of time.
///
/// Each is read from its beginning, since who waited for whom depends on what came before. Reads
/// page by page on the connections that never wait for the writer; how dear that is stands in
/// docs/decisions/0014.
@Component
class LogReader {

  /// Beyond this the range has to be made shorter.
  static final int MOST_CONVERSATIONS = 300_000;

  private static final int PAGE = 500;

  private final JdbcClient reader;
  private final JsonMapper json;

  /// What stands in the log where a message was taken back: nobody waits for an answer to that.
  private final String recalled;

  LogReader(@ReadOnly JdbcClient reader, JsonMapper json) {
    this.reader = reader;
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    recalled = json.writerFor(Body.class).writeValueAsString(Recalls.RECALLED);
  }

  private record Talk(String id, String shopper, Stage stage) {}

  private record Hand(@Nullable String to) {}

  /// What is told may lie before or after the range: whoever counts looks at the time.
  ///
  /// @throws Refusal `too_large` for more conversations than one report reads
  void read(Query query, Consumer<Happening> told) {
    var talks = talks(query);
    if (talks.size() > MOST_CONVERSATIONS) {
      throw new Refusal(ErrorCode.TOO_LARGE, "这段时间的会话太多，请缩短时间范围");
    }
    for (var from = 0; from < talks.size(); from += PAGE) {
      read(talks.subList(from, Math.min(from + PAGE, talks.size())), told);
    }
  }

  /// A conversation that nobody touched since the range began cannot have anything in it.
  private List<Talk> talks(Query query) {
    return reader
        .sql(
            """
            select id, shopper, stage
            from conversation
            where status in ('queued', 'assigned', 'closed')
              and last_at >= :from and opened_at < :to
              and (cast(:stage as text) is null or stage = :stage)
            limit :most
            """)
        .param("from", query.from().toEpochMilli())
        .param("to", query.to().toEpochMilli())
        .param("stage", query.stageName())
        .param("most", MOST_CONVERSATIONS + 1)
        .query((row, _) ->
            new Talk(
                row.getString("id"),
                row.getString("shopper"),
                Stage.valueOf(row.getString("stage").toUpperCase(Locale.ROOT))))
        .list();
  }

  private void read(List<Talk> talks, Consumer<Happening> told) {
    Map<String, Reading> readings = HashMap.newHashMap(talks.size());
    var ids = new ArrayList<String>(talks.size());
    for (var talk : talks) {
      readings.put(talk.id(), new Reading(talk.stage(), talk.shopper(), told));
      ids.add(talk.id());
    }
    reader
        .sql(
            """
            select conversation,
              case when body = :recalled then 'recalled' else kind end as kind,
              sender_id, sender_role, at,
              case when kind in ('assign', 'transfer', 'rate') then body end as body
            from event
            where conversation in (:ids)
            order by conversation, seq
            """)
        .param("ids", ids)
        .param("recalled", recalled)
        .query((ResultSet row) -> {
          var reading = readings.get(row.getString("conversation"));
          if (reading != null) {
            pass(row, reading);
          }
        });
    readings.values().forEach(Reading::end);
  }

  private void pass(ResultSet row, Reading reading) throws SQLException {
    var at = Instant.ofEpochMilli(row.getLong("at"));
    var sender = row.getString("sender_id");
    switch (row.getString("kind")) {
      case "message" -> message(reading, at, sender, row.getString("sender_role"));
      case "assign" -> reading.owner(hand(row).to(), at);
      case "transfer" -> reading.handedOver(at, sender, hand(row).to());
      case "close" ->
          reading.closed(at, "shopper".equals(row.getString("sender_role")) ? null : sender);
      case "reopen" -> reading.reopened();
      case "rate" -> reading.rated(at, json.readValue(row.getString("body"), Rating.class));
      default -> {
        // Nothing else is counted.
      }
    }
  }

  private Hand hand(ResultSet row) throws SQLException {
    return json.readValue(row.getString("body"), Hand.class);
  }

  private static void message(Reading reading, Instant at, String sender, String role) {
    switch (role) {
      case "shopper" -> reading.heard(at);
      case "agent", "supervisor" -> reading.replied(at, sender);
      default -> {
        // Machines greet and inform; that is no reply.
      }
    }
  }
}
