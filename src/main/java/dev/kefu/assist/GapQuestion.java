package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A question that the knowledge did not answer, once asked.
///
/// @param firstSeq the first message of its round
/// @param forSeq the last one
/// @param text without personal data
/// @param stage on the wire
/// @param product code of what it was about; null when nobody knew
/// @param waited from the question to the reply, or to the end
/// @param resolved whether a person answered it, and it was not asked again
/// @param answer what a person said, without personal data, with variables for its facts
record GapQuestion(
    ConversationId conversation,
    long firstSeq,
    long forSeq,
    String text,
    String stage,
    @Nullable String product,
    @Nullable String sku,
    Set<GapSource> sources,
    Duration waited,
    boolean resolved,
    boolean transferred,
    @Nullable String answer,
    Instant at) {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
  private static final Duration A_REPLY = Duration.ofMinutes(1);
  private static final Duration A_HANDOVER = Duration.ofMinutes(5);
  private static final Duration A_SHOPPER_LOST = Duration.ofMinutes(10);

  /// A good card may have been passed over for the agent's own words.
  private static final double DOUBTFUL = 0.5;

  /// The same on the list for other reasons.
  GapQuestion because(Set<GapSource> others) {
    return new GapQuestion(
        conversation,
        firstSeq,
        forSeq,
        text,
        stage,
        product,
        sku,
        others,
        waited,
        resolved,
        transferred,
        answer,
        at);
  }

  /// What it cost shopper and staff: the wait, the writing, the second person, the question that
  /// stayed.
  Duration cost() {
    var cost = waited.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : waited;
    cost = cost.plus(A_REPLY);
    if (transferred) {
      cost = cost.plus(A_HANDOVER);
    }
    if (!resolved) {
      cost = cost.plus(A_SHOPPER_LOST);
    }
    return sources.equals(Set.of(GapSource.TYPED))
        ? Duration.ofMillis(Math.round(cost.toMillis() * DOUBTFUL))
        : cost;
  }
}
