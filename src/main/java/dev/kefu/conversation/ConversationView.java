package dev.kefu.conversation;

import dev.kefu.account.StaffId;
import dev.kefu.base.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversation as REST shows it to staff.
record ConversationView(
    ConversationId conversation,
    Stage stage,
    Status status,
    String group,
    ShopperView shopper,
    @Nullable StaffId owner,
    Context context,
    LastView last,
    @Nullable Instant waitingSince,
    Instant openedAt) {

  record ShopperView(String id, String name, boolean verified, @Nullable String buyer) {}

  record LastView(long seq, String text, Instant at) {}

  static ConversationView of(Conversation c) {
    return new ConversationView(
        c.id(),
        c.stage(),
        c.status(),
        c.group(),
        new ShopperView(
            c.shopper().id().value(),
            c.shopper().name(),
            c.shopper().verified(),
            c.shopper().buyer()),
        c.owner(),
        c.context(),
        new LastView(c.head(), c.lastText(), c.lastAt()),
        c.waitingSince(),
        c.openedAt());
  }
}
