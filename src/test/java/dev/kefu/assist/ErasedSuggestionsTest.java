package dev.kefu.assist;

import static dev.kefu.conversation.TestConversations.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasedSuggestionsTest {

  @TempDir Path folder;

  @Test
  void whatWasSuggestedLosesItsWordsAndIsStillCounted() {
    try (var database = TestDatabase.create(folder)) {
      for (var conversation : List.of("cnv_hers", "cnv_others")) {
        suggested(database, conversation);
      }

      new ErasedSuggestions(database.writer())
          .erase(shopper("lily"), List.of(new ConversationId("cnv_hers")));

      assertThat(all(database, "select text from suggestion where conversation = 'cnv_hers'"))
          .containsExactly("");
      assertThat(all(database, "select cards from suggestion_set where conversation = 'cnv_hers'"))
          .containsExactly("[]");
      assertThat(all(database, "select text from suggestion_draft where conversation = 'cnv_hers'"))
          .isEmpty();
      assertThat(all(database, "select text from suggestion where conversation = 'cnv_others'"))
          .containsExactly("小雨您好");
      assertThat(all(database, "select text from suggestion_draft")).containsExactly("亲爱的小雨您好");
    }
  }

  @Test
  void questionsNobodyAnsweredAndWhatWasLearntLoseTheirWords() {
    try (var database = TestDatabase.create(folder)) {
      asked(database, "cnv_hers", "收件人王小雨能改吗");
      asked(database, "cnv_others", "能开专票吗");

      new ErasedSuggestions(database.writer())
          .erase(shopper("lily"), List.of(new ConversationId("cnv_hers")));

      assertThat(all(database, "select question from gap order by id"))
          .containsExactly("（已清除）", "能开专票吗");
      assertThat(all(database, "select text from gap_question order by conversation"))
          .containsExactly("", "能开专票吗");
      assertThat(all(database, "select text from lesson")).containsExactly("能开专票吗");
      assertThat(all(database, "select wording from learned")).containsExactly("能开专票吗");
    }
  }

  @Test
  void whatStaffSaidOfCardsLosesItsWordsAndStaysToBeSettled() {
    try (var database = TestDatabase.create(folder)) {
      said(database, "cnv_hers");
      said(database, "cnv_others");
      database.writer().sql("update card_feedback set why = '她要的是刻字'").update();

      new ErasedSuggestions(database.writer())
          .erase(shopper("lily"), List.of(new ConversationId("cnv_hers")));

      var left =
          "select question || coalesce(wording, '') || coalesce(why, '') || status"
              + " from card_feedback";
      assertThat(all(database, left + " where conversation = 'cnv_hers'")).containsExactly("open");
      assertThat(all(database, left + " where conversation = 'cnv_others'"))
          .containsExactly("能刻字吗能刻她要的是刻字open");
    }
  }

  @Test
  void whatIsSaidOfACardWhileItIsErasedKeepsNoWordsEither() {
    try (var database = TestDatabase.create(folder)) {
      suggested(database, "cnv_hers");
      suggested(database, "cnv_others");
      new ErasedSuggestions(database.writer())
          .erase(shopper("lily"), List.of(new ConversationId("cnv_hers")));

      var rows = new FeedbackRows(database.writer(), database.reader());
      rows.put(heardBefore("cnv_hers"));
      rows.put(heardBefore("cnv_others"));

      assertThat(
              all(
                  database,
                  "select question || coalesce(wording, '') from card_feedback order by suggestion"))
          .containsExactly("", "能刻字吗能刻");
    }
  }

  private static Feedback heardBefore(String conversation) {
    return new Feedback(
        "fbk_" + conversation,
        "sug_" + conversation,
        "kb_1",
        1,
        new ConversationId(conversation),
        "能刻字吗",
        "outdated",
        "能刻",
        "usr_lin",
        "小林",
        Instant.EPOCH,
        Feedback.Status.OPEN,
        null,
        null,
        null,
        null,
        false);
  }

  private static void said(TestDatabase database, String conversation) {
    database
        .writer()
        .sql(
            """
            insert into card_feedback (suggestion, article, article_version, conversation, question,
              verdict, wording, staff, staff_name, at, status)
            values (:id, 'kb_1', 1, :conversation, '能刻字吗', 'outdated', '能刻', 'usr_lin', '小林', 0,
              'open')
            """)
        .param("id", "sug_" + conversation)
        .param("conversation", conversation)
        .update();
  }

  private static void asked(TestDatabase database, String conversation, String text) {
    database
        .writer()
        .sql(
            """
            insert into gap (id, question, vector, asked, model, status, ignored_volume, moved_at,
              first_at, last_at, rev)
            values (:id, :text, :vector, 1, 'm', 'open', 0, 0, 0, 0, 1)
            """)
        .param("id", "gap_" + conversation)
        .param("text", text)
        .param("vector", new byte[4])
        .update();
    database
        .writer()
        .sql(
            """
            insert into gap_question (conversation, for_seq, gap, text, stage, sources, waited_ms,
              cost_s, resolved, transferred, answer, at)
            values (:conversation, 1, :id, :text, 'pre_sale', 'abstained', 0, 0, 0, 0, :text, 0)
            """)
        .param("conversation", conversation)
        .param("id", "gap_" + conversation)
        .param("text", text)
        .update();
    database
        .writer()
        .sql(
            """
            insert into lesson (conversation, for_seq, article, text, vector, model, outcome, weight,
              at)
            values (:conversation, 1, 'kb_1', :text, :vector, 'm', 'as_is', 1, 0)
            """)
        .param("conversation", conversation)
        .param("text", text)
        .param("vector", new byte[4])
        .update();
    database
        .writer()
        .sql(
            """
            insert into learned (article, wording, vector, model, support, at)
            values ('kb_1', :text, :vector, 'm', 1, 0)
            """)
        .param("text", text)
        .param("vector", new byte[4])
        .update();
  }

  private static void suggested(TestDatabase database, String conversation) {
    database
        .writer()
        .sql(
            """
            insert into suggestion (id, conversation, for_seq, article, article_version, confidence,
              sendable, text, at)
            values (:id, :conversation, 1, 'kb_1', 1, 'high', 1, '小雨您好', 0)
            """)
        .param("id", "sug_" + conversation)
        .param("conversation", conversation)
        .update();
    database
        .writer()
        .sql(
            """
            insert into suggestion_set (conversation, for_seq, seen_seq, cards, card_count, at)
            values (:conversation, 1, 1, '[{"text":"小雨您好"}]', 1, 0)
            """)
        .param("conversation", conversation)
        .update();
    database
        .writer()
        .sql(
            """
            insert into suggestion_draft (suggestion, conversation, for_seq, text, slots, at)
            values (:id, :conversation, 1, '亲爱的小雨您好', '[]', 0)
            """)
        .param("id", "sug_" + conversation)
        .param("conversation", conversation)
        .update();
  }

  private static List<@Nullable String> all(TestDatabase database, String sql) {
    return database.reader().sql(sql).query(String.class).list();
  }
}
