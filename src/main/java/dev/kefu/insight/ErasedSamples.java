package dev.kefu.insight;

import dev.kefu.account.Shopper;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.PersonalData;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes out what supervisors have noted of a shopper's conversations; the verdicts stay.
@Component
class ErasedSamples implements PersonalData {

  private final JdbcClient jdbc;

  ErasedSamples(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void erase(Shopper shopper, List<ConversationId> conversations) {
    if (conversations.isEmpty()) {
      return;
    }
    jdbc.sql("update sample_verdict set note = null where conversation in (:conversations)")
        .param("conversations", conversations.stream().map(ConversationId::value).toList())
        .update();
  }
}
