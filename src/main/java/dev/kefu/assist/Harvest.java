package dev.kefu.assist;

import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.rulebook.Masking;
import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Looks through rounds that are over, each once, for what they teach.
///
/// One node at a time does; one that stood still and lost its lease writes nothing, because the
/// fence is asked for inside each transaction. What is learned of a round is stored under its
/// conversation and messages, so that looking again replaces it.
@Component
class Harvest {

  private static final Logger log = LoggerFactory.getLogger(Harvest.class);

  private static final String LEASE = "assist-harvest";
  private static final Duration HELD = Duration.ofSeconds(60);
  private static final Duration RENEWED = Duration.ofSeconds(15);

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
  private final GapProofs proofs;
  private final Lessons lessons;
  private final CardCount count;
  private final HarvestSettings settings;
  private final Leases leases;
  private final TransactionTemplate transactions;
  private final JsonMapper json;
  private final Clock clock;

  Harvest(
      Fates fates,
      Conversations conversations,
      Unanswered unanswered,
      Gaps gaps,
      GapProofs proofs,
      Lessons lessons,
      CardCount count,
      HarvestSettings settings,
      Leases leases,
      TransactionTemplate transactions,
      JsonMapper json,
      Clock clock) {
    this.fates = fates;
    this.conversations = conversations;
    this.unanswered = unanswered;
    this.gaps = gaps;
    this.proofs = proofs;
    this.lessons = lessons;
    this.count = count;
    this.settings = settings;
    this.leases = leases;
    this.transactions = transactions;
    this.json = json;
    this.clock = clock;
  }

  /// Looks through what is due, unless another node does.
  ///
  /// @return whether there may be more
  boolean lookThrough() {
    return isAnythingDue() && take().map(this::lookUnder).orElse(false);
  }

  /// Asks without writing: a quiet shop costs nothing.
  private boolean isAnythingDue() {
    return !fates.due(clock.instant(), 1).isEmpty()
        || lessons.anyNew()
        || gaps.anyChanged()
        || count.isAnyDue();
  }

  Optional<Lease> take() {
    return leases.take(LEASE, HELD);
  }

  /// Nothing is written any more once the lease is another's.
  ///
  /// @return whether there may be more
  boolean lookUnder(Lease lease) {
    BooleanSupplier mine = () -> leases.holds(lease);
    gaps.remake(mine);
    var due = fates.due(clock.instant(), BATCH);
    var byConversation = new LinkedHashMap<ConversationId, List<Fates.Due>>();
    for (var each : due) {
      byConversation.computeIfAbsent(each.conversation(), _ -> new ArrayList<>()).add(each);
    }
    var renewed = clock.instant();
    for (var each : byConversation.entrySet()) {
      if (clock.instant().isAfter(renewed.plus(RENEWED))) {
        take();
        renewed = clock.instant();
      }
      carefully(each.getValue(), mine, () -> look(each.getKey(), each.getValue(), mine));
    }
    lessons.conclude(mine);
    var more = count.count(mine);
    return more || due.size() >= BATCH;
  }

  /// One that cannot be read must not keep all others waiting.
  private void carefully(List<Fates.Due> due, BooleanSupplier mine, Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("conversation", due.getFirst().conversation().value())
          .log("a round could not be looked through; it will be tried again");
      var later = clock.instant().plus(LATEST);
      write(mine, () -> due.forEach(each -> fates.lookAt(each, later)));
    }
  }

  /// A round is looked at once, however many sets were made for its messages.
  private void look(ConversationId id, List<Fates.Due> due, BooleanSupplier mine) {
    var conversation = conversations.find(id);
    var exchanges = conversation.map(this::exchanges).orElse(List.of());
    var rest = new ArrayList<>(due);
    for (var exchange : exchanges) {
      var own = due.stream().filter(each -> exchange.holds(each.forSeq())).toList();
      if (!own.isEmpty()) {
        rest.removeAll(own);
        carefully(
            own, mine, () -> look(conversation.orElseThrow(), exchange, exchanges, own, mine));
      }
    }
    looked(rest, mine);
  }

  private void look(
      Conversation conversation,
      Exchange exchange,
      List<Exchange> all,
      List<Fates.Due> due,
      BooleanSupplier mine) {
    var later = notYet(exchange);
    if (later.isPresent()) {
      write(mine, () -> due.forEach(each -> fates.lookAt(each, later.get())));
    } else {
      learn(conversation, exchange, all, mine);
      looked(due, mine);
    }
  }

  private void looked(Collection<Fates.Due> due, BooleanSupplier mine) {
    if (!due.isEmpty()) {
      write(
          mine,
          () ->
              due.forEach(each -> {
                count.due(each);
                fates.looked(each);
              }));
    }
  }

  private void write(BooleanSupplier mine, Runnable work) {
    transactions.executeWithoutResult(_ -> {
      if (mine.getAsBoolean()) {
        work.run();
      }
    });
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

  /// Whatever was concluded from the round before and does not follow any more is taken back.
  private void learn(
      Conversation conversation, Exchange exchange, List<Exchange> all, BooleanSupplier mine) {
    var id = conversation.id();
    long first = exchange.firstSeq();
    long last = exchange.round().lastSeq();
    var text = Unanswered.question(exchange);
    var cards = fates.of(id, first, last);
    var lack = unanswered.in(conversation, exchange, cards, all);
    if (lack.isPresent()) {
      gaps.add(lack.get().question(), mine);
      gaps.unresolved(id, lack.get().again(), mine);
    } else {
      gaps.takeBack(id, first, last, mine);
    }
    var taken = lack.isPresent() || text.isEmpty() ? Set.<String>of() : taken(cards, exchange);
    proofs.taken(id, first, last, text.orElse(""), taken, exchange.lastAt(), mine);
    // Where something personal stood, the wording is nobody else's.
    var taught =
        text.filter(asked -> !Masking.isMasked(asked))
            .map(asked -> Teaching.of(id, exchange, asked, cards, unanswered.unseen(exchange)))
            .orElse(List.of());
    lessons.learn(id, first, last, taught, mine);
  }

  private static Set<String> taken(List<Fates.Fate> cards, Exchange exchange) {
    return cards.stream()
        .filter(card -> Unanswered.taken(card, exchange))
        .map(Fates.Fate::article)
        .collect(Collectors.toSet());
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
    recorded.ifPresent(question -> gaps.add(question, () -> true));
    return recorded.isPresent();
  }

  /// The round that a message belongs to.
  Optional<Exchange> exchange(Conversation conversation, long seq) {
    return exchanges(conversation).stream().filter(each -> each.holds(seq)).findFirst();
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
