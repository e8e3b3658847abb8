package dev.kefu.assist;

import dev.kefu.base.Remembered;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What the shopper who waits in a conversation wants. Work lists ask it with every message, so it
/// is remembered until there are new suggestions. May be used from any thread.
@Component
public class WaitingWants {

  private final Remembered<ConversationId, Optional<SuggestionRows.Wanted>> latest;

  WaitingWants(SuggestionRows rows) {
    this.latest = new Remembered<>(rows::latestWants);
  }

  /// Of the messages nobody has answered, when somebody is needed at once.
  public Optional<Wants> urgent(Conversation conversation) {
    if (conversation.waitingSince() == null) {
      return Optional.empty();
    }
    return latest
        .of(conversation.id())
        .filter(wanted -> wanted.forSeq() > conversation.lastStaffSeq())
        .map(SuggestionRows.Wanted::wants)
        .filter(Wants::urgent);
  }

  /// There are new suggestions. Call before asking for it.
  ///
  /// @return whether somebody is needed at once, or was before: then a line has to be shown anew
  public boolean renewed(Conversation conversation) {
    var before = latest.forget(conversation.id());
    var was = before != null && before.filter(wanted -> wanted.wants().urgent()).isPresent();
    return urgent(conversation).isPresent() || was;
  }
}
