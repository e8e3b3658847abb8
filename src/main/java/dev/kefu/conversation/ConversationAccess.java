package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;

/// Who may see a conversation: its shopper, its owner, the agents of its group, and those who
/// supervise.
///
/// Asked again for every frame and call, so that a person who lost a right has lost it at once.
public final class ConversationAccess {

  private ConversationAccess() {}

  public static boolean mayRead(Actor actor, Conversation conversation) {
    return switch (actor) {
      case Shopper shopper -> shopper.id().equals(conversation.shopper().id());
      case Staff staff ->
          staff.supervises()
              || staff.id().equals(conversation.owner())
              || (staff.is(Role.AGENT) && conversation.group().equals(staff.group()));
    };
  }

  /// @throws Refusal `not_found`, so that nobody learns which conversations exist
  public static Conversation requireRead(Actor actor, Conversation conversation) {
    if (!mayRead(actor, conversation)) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这个会话");
    }
    return conversation;
  }
}
