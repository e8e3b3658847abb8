package dev.kefu.assist;

import static dev.kefu.conversation.TestConversations.shopper;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.conversation.ConversationId;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
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
