package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A card that was shown for a question, and what became of it.
///
/// @param text the question, without personal data
/// @param by who did it, a member of staff; null when nobody knows
record Lesson(
    ConversationId conversation,
    long forSeq,
    String article,
    String text,
    Outcome outcome,
    @Nullable String by,
    Instant at) {

  /// What became of it, and what that says of whether it belongs there: 1 for one clear yes.
  enum Outcome {
    AS_IS(1),
    EDITED(0.5),
    /// Passed over, for another one or for the agent's own words.
    IGNORED(-0.25),
    /// Not answered for now: outdated, wrong facts, against the rules.
    UNFIT(-0.5),
    /// Beside the question.
    OFF_TOPIC(-1);

    private final double weight;

    Outcome(double weight) {
      this.weight = weight;
    }

    double weight() {
      return weight;
    }
  }
}
