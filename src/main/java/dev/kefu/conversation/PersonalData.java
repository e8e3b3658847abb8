package dev.kefu.conversation;

import dev.kefu.account.Shopper;
import java.util.List;

/// What a room keeps of shoppers beside the log. Each room that does has one.
public interface PersonalData {

  /// Erases what it has of a shopper. Runs on the writer's thread inside its transaction: writes
  /// through the writer's `JdbcClient` and has no other effect.
  ///
  /// @throws dev.kefu.base.Refusal `conflict` when something about them has to be settled first
  void erase(Shopper shopper, List<ConversationId> conversations);
}
