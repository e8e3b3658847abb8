package dev.kefu.assist;

import dev.kefu.base.Slot;
import dev.kefu.commerce.Fact;
import dev.kefu.knowledge.Confidence;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One suggested reply, ready to be put into the composer.
///
/// @param id `sug_…`
/// @param text with its variables filled in
/// @param score 0 to 1, only for the "why" view
/// @param sendable whether it may be sent with one key, as shown
/// @param article where the words come from
/// @param intent what the shopper wants, such as `stock`; the article's category when unclear
/// @param facts what was read from the shop for this text, failed readings included
/// @param slots where those facts stand in `text`; re-read when it is sent
/// @param missing what would have to be known to fill in the rest: `product order shopper place`,
///   or `facts` when the shop could not tell them
/// @param next what to do beside answering, such as `escalate`
/// @param matched the wording of the article that came closest, or the trigger words of a playbook
public record Card(
    String id,
    String text,
    Confidence confidence,
    double score,
    boolean sendable,
    Source article,
    String intent,
    List<Fact> facts,
    List<Slot> slots,
    @Nullable Policy policy,
    List<String> missing,
    @Nullable String next,
    @Nullable String matched) {

  public Card {
    facts = List.copyOf(facts);
    slots = List.copyOf(slots);
    missing = List.copyOf(missing);
  }

  /// Whether nothing of what it is about could be said: all of it is fallbacks.
  boolean hollow() {
    return !missing.isEmpty() && slots.isEmpty();
  }

  /// The same for a shopper who is upset: somebody reads it before it is sent, and a supervisor is
  /// within reach.
  Card forSomebodyUpset() {
    return with("escalate");
  }

  /// The same, to be read before it is sent.
  Card toBeRead() {
    return with(next);
  }

  private Card with(@Nullable String step) {
    return new Card(
        id,
        text,
        confidence,
        score,
        false,
        article,
        intent,
        facts,
        slots,
        policy,
        missing,
        step,
        matched);
  }

  /// The article, playbook or quick reply behind a card.
  ///
  /// @param validUntil the first moment it no longer holds
  public record Source(String id, String title, int version, @Nullable Instant validUntil) {}

  /// What an agent may grant here.
  public record Policy(String rule, long limitFen) {}
}
