package dev.kefu.assist;

import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.rulebook.Masking;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Looks through rounds that are over, each once, for what they teach.
///
/// What is learned of a round is stored under its conversation and message, so that looking twice,
/// or on two nodes at once, changes nothing.
@Component
class Harvest {

  private static final Logger log = LoggerFactory.getLogger(Harvest.class);

  private static final int BATCH = 100;

  /// How much of a long conversation is read: its end.
  private static final int MOST_EVENTS = 500;

  /// A round that still waits is looked at again after as long as it has waited, within these.
  private static final Duration SOONEST = Duration.ofSeconds(10);

  private static final Duration LATEST = Duration.ofMinutes(10);

  /// Nobody will answer any more.
  private static final Duration GIVEN_UP = Duration.ofHours(24);

  private final Fates fates;
  private final Conversations conversations;
  private final Unanswered unanswered;
  private final Gaps gaps;
  private final Lessons lessons;
  private final HarvestSettings settings;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final Clock clock;

  Harvest(
      Fates fates,
      Conversations conversations,
      Unanswered unanswered,
      Gaps gaps,
      Lessons lessons,
      HarvestSettings settings,
      TransactionTemplate transactions,
      JsonMapper json,
      Clock clock) {
    this.fates = fates;
    this.conversations = conversations;
    this.unanswered = unanswered;
    this.gaps = gaps;
    this.lessons = lessons;
    this.settings = settings;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  /// Looks through what is due.
  ///
  /// @return how many sets; less than a full batch means that nothing else is due
  int lookThrough() {
    gaps.remake();
    var due = fates.due(clock.instant(), BATCH);
    due.forEach(this::carefully);
    return due.size();
  }

  static boolean full(int looked) {
    return looked >= BATCH;
  }

  /// One that cannot be read must not keep all others waiting.
  private void carefully(Fates.Due due) {
    try {
      look(due);
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("conversation", due.conversation().value())
          .log("a round could not be looked through; it will be tried again");
      var later = clock.instant().plus(LATEST);
      transactions.executeWithoutResult(_ -> fates.lookAt(due, later));
    }
  }

  private void look(Fates.Due due) {
    var conversation = conversations.find(due.conversation());
    var exchanges = conversation.map(this::exchanges).orElse(List.of());
    var found = exchanges.stream().filter(each -> each.holds(due.forSeq())).findFirst();
    var later = found.flatMap(this::notYet);
    if (later.isPresent()) {
      transactions.executeWithoutResult(_ -> fates.lookAt(due, later.get()));
      return;
    }
    found.ifPresent(exchange -> learn(conversation.orElseThrow(), exchange, exchanges));
    transactions.executeWithoutResult(_ -> fates.looked(due));
  }

  /// When to look again at a round that is not over.
  private Optional<Instant> notYet(Exchange exchange) {
    var now = clock.instant();
    var ended = exchange.endedAt();
    if (ended != null) {
      var settled = ended.plus(settings.settle());
      return settled.isAfter(now) ? Optional.of(settled) : Optional.empty();
    }
    var waited = Duration.between(exchange.lastAt(), now);
    if (waited.compareTo(GIVEN_UP) >= 0) {
      return Optional.empty();
    }
    var wait = waited.compareTo(SOONEST) < 0 ? SOONEST : waited;
    return Optional.of(now.plus(wait.compareTo(LATEST) > 0 ? LATEST : wait));
  }

  private void learn(Conversation conversation, Exchange exchange, List<Exchange> all) {
    var cards = fates.of(conversation.id(), exchange.firstSeq(), exchange.round().lastSeq());
    unanswered
        .in(conversation, exchange, cards, all)
        .ifPresentOrElse(
            gaps::add,
            () ->
                Unanswered.question(exchange)
                    .ifPresent(text -> taken(conversation.id(), exchange, text, cards)));
    // Where something personal stood, the wording is nobody else's.
    Unanswered.question(exchange)
        .filter(text -> !Masking.isMasked(text))
        .map(text ->
            Teaching.of(conversation.id(), exchange, text, cards, unanswered.unseen(exchange)))
        .ifPresent(lessons::learn);
  }

  private void taken(
      ConversationId conversation, Exchange exchange, String text, List<Fates.Fate> cards) {
    cards.stream()
        .filter(card -> Unanswered.taken(card, exchange))
        .map(Fates.Fate::article)
        .distinct()
        .forEach(article ->
            gaps.taken(conversation, exchange.round().lastSeq(), text, article, exchange.lastAt()));
  }

  /// Puts the unanswered round of a conversation on the list, as an agent has asked.
  ///
  /// @return whether there is one
  boolean record(Conversation conversation) {
    var exchanges = exchanges(conversation);
    if (exchanges.isEmpty()) {
      return false;
    }
    var recorded = unanswered.recorded(conversation, exchanges.getLast());
    recorded.ifPresent(gaps::add);
    return recorded.isPresent();
  }

  private List<Exchange> exchanges(Conversation conversation) {
    var events = new ArrayList<Event>();
    var after = Math.max(0, conversation.head() - MOST_EVENTS);
    var page = conversations.after(conversation.id(), after, Conversations.MAX_PAGE);
    while (!page.isEmpty()) {
      events.addAll(page);
      page = conversations.after(conversation.id(), page.getLast().seq(), Conversations.MAX_PAGE);
    }
    return Exchange.of(events, json);
  }
}
