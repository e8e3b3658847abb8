package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The questions of gaps in the database: as the running transaction sees them, or as they are
/// committed, by whose connection it is given.
@Component
class GapQuestionRows {

  private final JdbcClient jdbc;

  GapQuestionRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /// Stores a question, or what is known of it since.
  void put(String gap, GapQuestion question) {
    jdbc.sql(
            """
            insert into gap_question (conversation, for_seq, gap, text, stage, product, sku,
              sources, waited_ms, cost_s, resolved, transferred, answer, answer_key, at)
            values (:conversation, :forSeq, :gap, :text, :stage, :product, :sku, :sources, :waited,
              :cost, :resolved, :transferred, :answer, :answerKey, :at)
            on conflict (conversation, for_seq) do update
            set sources = excluded.sources, waited_ms = excluded.waited_ms,
              cost_s = excluded.cost_s, resolved = excluded.resolved,
              transferred = excluded.transferred, answer = excluded.answer,
              answer_key = excluded.answer_key
            """)
        .param("conversation", question.conversation().value())
        .param("forSeq", question.forSeq())
        .param("gap", gap)
        .param("text", question.text())
        .param("stage", question.stage())
        .param("product", question.product())
        .param("sku", question.sku())
        .param("sources", GapSource.stored(question.sources()))
        .param("waited", question.waited().toMillis())
        .param("cost", question.cost().toSeconds())
        .param("resolved", question.resolved() ? 1 : 0)
        .param("transferred", question.transferred() ? 1 : 0)
        .param("answer", question.answer())
        .param("answerKey", AnswerKey.of(question.answer()).orElse(null))
        .param("at", question.at().toEpochMilli())
        .update();
  }

  /// The gaps some question of which got this answer.
  List<String> answeredSo(String key, int limit) {
    return jdbc.sql("select distinct gap from gap_question where answer_key = :key limit :limit")
        .param("key", key)
        .param("limit", limit)
        .query((row, _) -> row.getString(1))
        .list();
  }

  /// A question that is on the list.
  record Kept(String gap, long forSeq, String text, Set<GapSource> sources) {}

  /// The one of a round: it may have been put down before the shopper had finished.
  Optional<Kept> kept(ConversationId conversation, long firstSeq, long lastSeq) {
    return jdbc.sql(
            """
            select gap, for_seq, text, sources from gap_question
            where conversation = :conversation and for_seq between :first and :last
            order by for_seq desc
            limit 1
            """)
        .param("conversation", conversation.value())
        .param("first", firstSeq)
        .param("last", lastSeq)
        .query((row, _) ->
            new Kept(
                row.getString("gap"),
                row.getLong("for_seq"),
                row.getString("text"),
                GapSource.read(row.getString("sources"))))
        .optional();
  }

  /// The shopper went on, and asks the same.
  void moveTo(ConversationId conversation, long fromSeq, long toSeq) {
    jdbc.sql(
            """
            update gap_question set for_seq = :to
            where conversation = :conversation and for_seq = :from
            """)
        .param("to", toSeq)
        .param("conversation", conversation.value())
        .param("from", fromSeq)
        .update();
  }

  /// For these reasons only.
  void because(ConversationId conversation, long forSeq, Set<GapSource> sources) {
    jdbc.sql(
            """
            update gap_question set sources = :sources
            where conversation = :conversation and for_seq = :forSeq
            """)
        .param("sources", GapSource.stored(sources))
        .param("conversation", conversation.value())
        .param("forSeq", forSeq)
        .update();
  }

  void remove(ConversationId conversation, long forSeq) {
    jdbc.sql("delete from gap_question where conversation = :conversation and for_seq = :forSeq")
        .param("conversation", conversation.value())
        .param("forSeq", forSeq)
        .update();
  }

  /// It was asked again: the answer was none.
  void unresolved(ConversationId conversation, long forSeq) {
    jdbc.sql(
            """
            update gap_question set resolved = 0
            where conversation = :conversation and for_seq = :forSeq
            """)
        .param("conversation", conversation.value())
        .param("forSeq", forSeq)
        .update();
  }
}
