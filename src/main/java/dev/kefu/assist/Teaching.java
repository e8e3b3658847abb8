package dev.kefu.assist;

import dev.kefu.conversation.ConversationId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What became of the cards of a round, as lessons.
final class Teaching {

  private Teaching() {}

  /// @param text what was asked
  /// @param unseen whether who replied sees no suggestions: passing over them says nothing then
  static List<Lesson> of(
      ConversationId conversation,
      Exchange exchange,
      String text,
      List<Fates.Fate> cards,
      boolean unseen) {
    var taken = cards.stream().anyMatch(card -> Unanswered.taken(card, exchange));
    var answered = !unseen && (taken || Unanswered.answered(exchange));
    Map<String, Lesson> lessons = new LinkedHashMap<>();
    for (var card : cards) {
      outcome(card, exchange, answered)
          .map(outcome ->
              new Lesson(
                  conversation,
                  exchange.round().lastSeq(),
                  card.article(),
                  text,
                  outcome,
                  card.rejected() ? card.verdictBy() : exchange.by(),
                  exchange.lastAt()))
          .ifPresent(lesson -> lessons.merge(card.article(), lesson, Teaching::clearer));
    }
    return List.copyOf(lessons.values());
  }

  /// The same article may have been on a card for each of the round's messages.
  private static Lesson clearer(Lesson one, Lesson other) {
    return Math.abs(other.outcome().weight()) > Math.abs(one.outcome().weight()) ? other : one;
  }

  private static Optional<Lesson.Outcome> outcome(
      Fates.Fate card, Exchange exchange, boolean answered) {
    if (card.isPlaybook()) {
      return Optional.empty();
    }
    if (card.rejected()) {
      return Optional.ofNullable(rejected(card.verdict()));
    }
    if ("as_is".equals(card.usedHow())) {
      return Optional.of(Lesson.Outcome.AS_IS);
    }
    if (Unanswered.taken(card, exchange)) {
      return Optional.of(Lesson.Outcome.EDITED);
    }
    return answered ? Optional.of(Lesson.Outcome.IGNORED) : Optional.empty();
  }

  private static Lesson.@Nullable Outcome rejected(@Nullable String verdict) {
    return switch (verdict) {
      case "off_topic" -> Lesson.Outcome.OFF_TOPIC;
      case "outdated", "wrong_fact", "not_compliant" -> Lesson.Outcome.UNFIT;
      case null, default -> null;
    };
  }
}
