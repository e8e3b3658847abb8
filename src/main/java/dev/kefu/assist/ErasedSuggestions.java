package dev.kefu.assist;

import dev.kefu.account.Shopper;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.PersonalData;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes the words out of what was suggested to a shopper's messages: how often that was taken is
/// still counted. Questions nobody could answer and what was learnt were kept without names from
/// the start.
@Component
class ErasedSuggestions implements PersonalData {

  private final JdbcClient jdbc;

  ErasedSuggestions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void erase(Shopper shopper, List<ConversationId> conversations) {
    for (var id : conversations) {
      jdbc.sql("delete from suggestion_draft where conversation = :id")
          .param("id", id.value())
          .update();
      jdbc.sql("update suggestion set text = '' where conversation = :id")
          .param("id", id.value())
          .update();
      jdbc.sql("delete from suggestion_draft where conversation = :id")
          .param("id", id.value())
          .update();
      jdbc.sql("update suggestion_set set cards = '[]', look_at = null where conversation = :id")
          .param("id", id.value())
          .update();
    }
  }
}
