package dev.kefu.assist;

import dev.kefu.account.Shopper;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.PersonalData;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes the words out of what was suggested to a shopper's messages, of the questions nobody could
/// answer and of what was learnt from them. How often something was suggested, taken or asked is
/// still counted; what means the same stays together.
@Component
class ErasedSuggestions implements PersonalData {

  /// Stands where a gap had an erased question for its name.
  private static final String ERASED = "（已清除）";

  private final JdbcClient jdbc;

  ErasedSuggestions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void erase(Shopper shopper, List<ConversationId> conversations) {
    for (var id : conversations) {
      jdbc.sql("update suggestion set text = '' where conversation = :id")
          .param("id", id.value())
          .update();
      jdbc.sql("delete from suggestion_draft where conversation = :id")
          .param("id", id.value())
          .update();
      jdbc.sql("update suggestion_set set cards = '[]', look_at = null where conversation = :id")
          .param("id", id.value())
          .update();
      jdbc.sql(
              """
              update card_feedback set question = '', wording = null, why = null
              where conversation = :id
              """)
          .param("id", id.value())
          .update();
      eraseQuestions(id);
      eraseLessons(id);
    }
  }

  private void eraseQuestions(ConversationId id) {
    jdbc.sql(
            """
            update gap set question = :erased
            where id in (select gap from gap_question where conversation = :id)
              and question in (select text from gap_question where conversation = :id)
              and not exists (
                select 1 from gap_question q
                where q.gap = gap.id and q.conversation <> :id and q.text = gap.question)
            """)
        .param("erased", ERASED)
        .param("id", id.value())
        .update();
    jdbc.sql(
            """
            update gap_question set text = '', answer = null, answer_key = null
            where conversation = :id
            """)
        .param("id", id.value())
        .update();
  }

  /// What the lessons of others have left is worked out anew afterwards ([Lessons]).
  private void eraseLessons(ConversationId id) {
    jdbc.sql(
            """
            update lesson_book set rev = rev + 1
            where article in (select article from lesson where conversation = :id)
            """)
        .param("id", id.value())
        .update();
    jdbc.sql(
            """
            delete from learned
            where article in (select article from lesson where conversation = :id)
              and wording in (select text from lesson where conversation = :id)
            """)
        .param("id", id.value())
        .update();
    jdbc.sql("delete from lesson where conversation = :id").param("id", id.value()).update();
  }
}
