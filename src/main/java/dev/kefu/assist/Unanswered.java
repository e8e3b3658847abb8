package dev.kefu.assist;

import dev.kefu.account.StaffId;
import dev.kefu.commerce.Product;
import dev.kefu.conversation.Conversation;
import dev.kefu.rulebook.Masking;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells whether a round shows that knowledge is missing.
@Component
class Unanswered {

  private static final int MAX_CODE_POINTS = 200;
  private static final int MAX_ANSWER = 600;

  /// So alike two messages of one shopper are one question.
  private static final double SAME = 0.75;

  /// As often again.
  private static final int REPHRASED = 2;

  /// Earlier rounds that are compared.
  private static final int EARLIER = 6;

  private static final Pattern ASKS = Pattern.compile("(?:[?？]|[吗呢么][。~～!！]?)\\s*$");

  private static final Pattern CUT_VARIABLE = Pattern.compile("^[^{}]*}}");

  private final FocusFinder focuses;
  private final LiveValues live;
  private final Fates fates;
  private final Silences silences;
  private final Sense sense;
  private final Clock clock;

  Unanswered(
      FocusFinder focuses,
      LiveValues live,
      Fates fates,
      Silences silences,
      Sense sense,
      Clock clock) {
    this.focuses = focuses;
    this.live = live;
    this.fates = fates;
    this.silences = silences;
    this.sense = sense;
    this.clock = clock;
  }

  /// What the shopper wanted to know, without courtesies and personal data. Nothing when it was no
  /// question, or one that knowledge does not answer anyway.
  static Optional<String> question(Exchange exchange) {
    var texts = exchange.round().texts();
    if (texts.stream().anyMatch(text -> Mood.of(text) == Mood.SENSITIVE)) {
      return Optional.empty();
    }
    var asked =
        texts.stream()
            .filter(text -> Mood.of(text) == Mood.QUESTION)
            .collect(Collectors.joining(" "));
    return asked.isEmpty()
        ? Optional.empty()
        : Optional.of(shortened(Masking.mask(oneLine(asked)), MAX_CODE_POINTS));
  }

  /// Whether a card was taken: sent, or written again by hand.
  static boolean taken(Fates.Fate card, Exchange exchange) {
    return !card.isPlaybook()
        && !card.rejected()
        && (card.taken()
            || exchange.replies().stream()
                .anyMatch(reply -> Use.of(card.text(), reply).how() != Use.How.REWRITTEN));
  }

  /// What the knowledge lacked.
  ///
  /// @param again earlier rounds that were not answered either, by their last message
  record Lack(GapQuestion question, List<Long> again) {}

  Optional<Lack> in(
      Conversation conversation, Exchange exchange, List<Fates.Fate> cards, List<Exchange> all) {
    var text = question(exchange);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var sources = sources(conversation, exchange, cards);
    var again = asBefore(exchange, all);
    if (again.size() >= REPHRASED && cards.stream().noneMatch(card -> taken(card, exchange))) {
      sources.add(GapSource.REPHRASED);
    }
    return sources.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Lack(
                question(conversation, exchange, text.get(), sources),
                sources.contains(GapSource.REPHRASED) ? again : List.of()));
  }

  Optional<GapQuestion> recorded(Conversation conversation, Exchange exchange) {
    return question(exchange)
        .map(text -> question(conversation, exchange, text, Set.of(GapSource.RECORDED)));
  }

  private EnumSet<GapSource> sources(
      Conversation conversation, Exchange exchange, List<Fates.Fate> cards) {
    var sources = EnumSet.noneOf(GapSource.class);
    var shown = fates.shown(conversation.id(), exchange.firstSeq(), exchange.round().lastSeq());
    if (!shown.isEmpty() && Abstained.NO_MATCH.equals(shown.getLast().abstained())) {
      sources.add(GapSource.ABSTAINED);
    }
    var taken = cards.stream().anyMatch(card -> taken(card, exchange));
    // Where another card was the answer, nothing is missing: the wrong one is its writer's to mend.
    if (!taken && cards.stream().anyMatch(Fates.Fate::rejected)) {
      sources.add(GapSource.REJECTED);
    }
    // A claim belongs to a supervisor: the playbook says so.
    var claim = cards.stream().anyMatch(Fates.Fate::isPlaybook);
    if (taken || claim) {
      return sources;
    }
    if (cards.stream().anyMatch(card -> "rewritten".equals(card.usedHow()))) {
      sources.add(GapSource.EDITED);
    } else if (!cards.isEmpty() && answered(exchange) && !unseen(exchange)) {
      sources.add(GapSource.TYPED);
    }
    if (exchange.handedOver()) {
      sources.add(GapSource.TRANSFERRED);
    }
    if (exchange.escalated()) {
      sources.add(GapSource.ESCALATED);
    }
    return sources;
  }

  /// Who replied had switched suggestions off: passing over them says nothing.
  boolean unseen(Exchange exchange) {
    return exchange.by() != null && silences.of(new StaffId(exchange.by()));
  }

  /// Earlier rounds of the conversation with the same question, by their last message.
  private List<Long> asBefore(Exchange exchange, List<Exchange> all) {
    var earlier =
        all.stream()
            .filter(each -> each.round().lastSeq() < exchange.firstSeq())
            .filter(each -> question(each).isPresent())
            .toList();
    if (earlier.size() < REPHRASED) {
      return List.of();
    }
    var own = sense.of(question(exchange).orElseThrow());
    var same = new ArrayList<Long>();
    for (var each : earlier.subList(Math.max(0, earlier.size() - EARLIER), earlier.size())) {
      if (GapMap.product(own, sense.of(question(each).orElseThrow())) >= SAME) {
        same.add(each.round().lastSeq());
      }
    }
    return same;
  }

  private GapQuestion question(
      Conversation conversation, Exchange exchange, String text, Set<GapSource> sources) {
    var answer = answer(exchange);
    var focus = focuses.find(conversation, exchange.round());
    var product = focus.knownProduct();
    var moved = exchange.handedOver() || exchange.escalated();
    return new GapQuestion(
        conversation.id(),
        exchange.firstSeq(),
        exchange.round().lastSeq(),
        text,
        conversation.stage().name().toLowerCase(Locale.ROOT),
        product == null ? null : product.product(),
        sku(product),
        sources,
        waited(exchange),
        !exchange.replies().isEmpty() && !moved && !sources.contains(GapSource.REPHRASED),
        moved,
        answer == null ? null : template(answer, focus),
        exchange.lastAt());
  }

  /// What an agent would have an article say to a round: without personal data, with variables for
  /// the facts in it.
  String proposal(Conversation conversation, Exchange exchange, String wording) {
    return Masking.mask(
        Templates.of(wording, live.about(focuses.find(conversation, exchange.round()))));
  }

  /// Without personal data, with variables for its facts; its end when it is long.
  private String template(String answer, Focus focus) {
    var masked = Masking.mask(Templates.of(answer, live.about(focus)));
    return CUT_VARIABLE.matcher(shortened(masked, MAX_ANSWER)).replaceFirst("");
  }

  private static @Nullable String sku(@Nullable Product product) {
    return product == null ? null : product.sku();
  }

  private Duration waited(Exchange exchange) {
    var until = exchange.endedAt() == null ? clock.instant() : exchange.endedAt();
    var waited = Duration.between(exchange.firstAt(), until);
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  /// What a person said that could answer it; null for nothing but courtesies.
  private static @Nullable String answer(Exchange exchange) {
    var said =
        exchange.replies().stream()
            .filter(reply -> Mood.of(reply) == Mood.QUESTION)
            .collect(Collectors.joining("\n"));
    return said.isEmpty() ? null : said;
  }

  /// Whether a person said something that could answer it.
  static boolean answered(Exchange exchange) {
    var answer = answer(exchange);
    return answer != null && !asksBack(answer);
  }

  /// Who asks which order is meant has not answered yet.
  static boolean asksBack(String answer) {
    return ASKS.matcher(answer).find();
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\p{Cntrl}+", " ").strip();
  }

  private static String shortened(String text, int most) {
    var length = text.codePointCount(0, text.length());
    return length <= most
        ? text
        : text.substring(text.offsetByCodePoints(0, length - most)).strip();
  }
}
