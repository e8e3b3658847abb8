package dev.kefu.assist;

import dev.kefu.conversation.Conversation;
import dev.kefu.knowledge.Confidence;
import dev.kefu.knowledge.Contradictions;
import dev.kefu.knowledge.Hit;
import dev.kefu.knowledge.Knowledge;
import dev.kefu.knowledge.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Finds what could be answered, or says why nothing certain can.
@Component
class Answers {

  private static final int MAX_CARDS = 3;

  /// Messages of a burst that are looked up by themselves beside the whole: two questions in one
  /// breath should both find their answer.
  private static final int MAX_SINGLE = 2;

  private final Knowledge knowledge;
  private final Lessons lessons;
  private final FocusFinder focuses;
  private final LiveValues live;
  private final Intents intents;
  private final Temper temper;
  private final Playbooks playbooks;
  private final Contradictions contradictions;
  private final CardMaker cards;

  Answers(
      Knowledge knowledge,
      Lessons lessons,
      FocusFinder focuses,
      LiveValues live,
      Intents intents,
      Temper temper,
      Playbooks playbooks,
      Contradictions contradictions,
      CardMaker cards) {
    this.knowledge = knowledge;
    this.lessons = lessons;
    this.focuses = focuses;
    this.live = live;
    this.intents = intents;
    this.temper = temper;
    this.playbooks = playbooks;
    this.contradictions = contradictions;
    this.cards = cards;
  }

  SuggestionSet answer(Conversation conversation, Round round, Instant now) {
    return answer(conversation, round, now, knowledge::search);
  }

  /// @param search in place of what is published
  SuggestionSet answer(
      Conversation conversation, Round typed, Instant now, Function<Question, List<Hit>> search) {
    var round = typed.read(knowledge::inCharacters);
    var mood = Mood.of(round.text());
    if (round.text().isEmpty()) {
      return set(conversation, round, List.of(), Abstained.SMALL_TALK, Wants.NOTHING, now);
    }
    var focus = focuses.find(conversation, typed, round.text());
    var values = live.about(focus);
    var hits = found(conversation, round, focus, now, search);
    var intent = intents.of(round.text(), hits.stream().limit(MAX_CARDS).toList());
    var wants = new Wants(intent.orElse(null), heated(round, intent));
    // Who is upset is soothed first, whatever else could be said.
    var made = new ArrayList<Card>();
    playbooks
        .calledBy(round.text(), conversation.stage(), intent)
        .ifPresent(called -> made.add(cards.card(called, round.text(), focus, values)));
    var fitting =
        hits.stream().filter(hit -> fits(hit, mood)).limit(MAX_CARDS - made.size()).toList();
    var contradictory = contradictory(fitting);
    fitting.stream()
        .map(hit -> cards.card(hit, intent.orElse(hit.category()), focus, values))
        .map(card -> wants.upset() ? card.forSomebodyUpset() : card)
        .map(card -> contradictory ? card.toBeRead() : card)
        .forEach(made::add);
    if (!wants.upset()) {
      // What is certain stands first; a playbook is never more than that.
      made.sort(Comparator.comparing(Card::confidence));
    }
    var abstained =
        contradictory
            ? Abstained.CONTRADICTORY
            : abstained(wants.upset() ? Mood.SENSITIVE : mood, made);
    return set(conversation, round, made, abstained, wants, now);
  }

  /// Whether the two that come first, neither of them a mere guess, cannot both be true.
  private boolean contradictory(List<Hit> hits) {
    return hits.size() > 1
        && hits.stream().limit(2).noneMatch(hit -> hit.confidence() == Confidence.LOW)
        && contradictions.between(hits.get(0), hits.get(1));
  }

  private boolean heated(Round round, Optional<String> intent) {
    return intent.filter(Intents.COMPLAINT::equals).isPresent()
        || temper.of(round.text()) >= Temper.HEATED;
  }

  /// Best first, without those too unsure to show.
  private List<Hit> found(
      Conversation conversation,
      Round round,
      Focus focus,
      Instant now,
      Function<Question, List<Hit>> search) {
    var best = new LinkedHashMap<String, Hit>();
    for (var text : wordings(round)) {
      var found = search.apply(question(text, conversation, focus, now));
      for (var hit : lessons.applied(text, found)) {
        best.merge(hit.article(), hit, (a, b) -> a.score() >= b.score() ? a : b);
      }
    }
    return best.values().stream()
        .filter(hit -> hit.confidence() != Confidence.NONE)
        .sorted(Comparator.comparingDouble(Hit::score).reversed())
        .toList();
  }

  private static List<String> wordings(Round round) {
    var wordings = new LinkedHashSet<String>();
    wordings.add(round.text());
    var texts = round.texts();
    texts.subList(Math.max(0, texts.size() - MAX_SINGLE), texts.size()).stream()
        .filter(text -> Mood.of(text) != Mood.SMALL_TALK)
        .forEach(wordings::add);
    return new ArrayList<>(wordings);
  }

  private static Question question(
      String text, Conversation conversation, Focus focus, Instant now) {
    var product = focus.knownProduct();
    return new Question(
        text,
        conversation.stage(),
        product == null ? null : product.sku(),
        product == null ? null : product.product(),
        now,
        Lessons.LOOKED_AT);
  }

  private static boolean fits(Hit hit, Mood mood) {
    return switch (mood) {
      case QUESTION -> true;
      case SMALL_TALK -> hit.confidence() == Confidence.HIGH;
      // The shop's own words for such a case are better than none; everything else is off.
      case SENSITIVE -> hit.escalate();
    };
  }

  private static @Nullable Abstained abstained(Mood mood, List<Card> made) {
    if (made.isEmpty()) {
      return switch (mood) {
        case QUESTION -> Abstained.NO_MATCH;
        case SMALL_TALK -> Abstained.SMALL_TALK;
        case SENSITIVE -> Abstained.SENSITIVE;
      };
    }
    return made.stream().allMatch(Card::hollow) ? unasked(made.getFirst()) : null;
  }

  private static Abstained unasked(Card first) {
    if (first.missing().contains("facts")) {
      return Abstained.FACTS_FAILED;
    }
    return first.missing().contains("product")
        ? Abstained.MISSING_PRODUCT
        : Abstained.MISSING_ORDER;
  }

  private static SuggestionSet set(
      Conversation conversation,
      Round round,
      List<Card> cards,
      @Nullable Abstained abstained,
      Wants wants,
      Instant now) {
    return new SuggestionSet(conversation.id(), round.lastSeq(), cards, abstained, wants, now);
  }
}
