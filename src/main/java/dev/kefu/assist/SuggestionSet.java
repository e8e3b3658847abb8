package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is suggested for the shopper's unanswered messages.
///
/// @param forSeq the last message it answers
/// @param cards at most three, best first
/// @param abstained why there is no card; beside cards it says why none of them could be filled in
/// @param wants what they ask for
public record SuggestionSet(
    ConversationId conversation,
    long forSeq,
    List<Card> cards,
    @Nullable Abstained abstained,
    Wants wants,
    Instant at) {

  public SuggestionSet {
    cards = List.copyOf(cards);
  }
}
