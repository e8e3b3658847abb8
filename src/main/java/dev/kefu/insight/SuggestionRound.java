package dev.kefu.insight;

import dev.kefu.base.Stage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was suggested between two replies, and what became of it.
///
/// @param shown whether there was a card in it
/// @param reason why there was none; null with cards
/// @param use `as_is edited rewritten`, of the card a reply came from; null for none
/// @param wrong whether staff said so of a card in it
/// @param agent who replied; null when nobody has, or when the conversation was closed first
record SuggestionRound(
    Instant at,
    Stage stage,
    boolean shown,
    @Nullable String reason,
    @Nullable String use,
    boolean wrong,
    @Nullable String agent) {

  /// The same round with what a later set of it tells.
  SuggestionRound with(SuggestionRound later) {
    return new SuggestionRound(
        at,
        stage,
        shown || later.shown,
        shown || later.shown ? null : later.reason,
        use == null ? later.use : use,
        wrong || later.wrong,
        agent);
  }
}
