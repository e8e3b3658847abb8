package dev.kefu.assist;

import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What the shopper of a conversation claims, for who may read it.
@RestController
@RequestMapping("/api/v1")
class ClaimGuessController {

  private final Conversations conversations;
  private final ClaimGuess guesses;

  ClaimGuessController(Conversations conversations, ClaimGuess guesses) {
    this.conversations = conversations;
    this.guesses = guesses;
  }

  @GetMapping("/conversations/{id}/claim-guess")
  ClaimGuess.Guess guess(@AuthenticationPrincipal Staff staff, @PathVariable String id) {
    return conversations
        .find(new ConversationId(id))
        .map(found -> ConversationAccess.requireRead(staff, found))
        .map(guesses::of)
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个会话"));
  }
}
