package dev.kefu.outreach;

import dev.kefu.account.Shopper;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.PersonalData;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Forgets the tasks about a shopper's orders. One that is still at risk is found again by what the
/// shop says of it.
@Component
class ErasedTasks implements PersonalData {

  private final JdbcClient jdbc;

  ErasedTasks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void erase(Shopper shopper, List<ConversationId> conversations) {
    if (shopper.verified()) {
      jdbc.sql("delete from task where buyer = :buyer").param("buyer", shopper.buyer()).update();
    }
  }
}
