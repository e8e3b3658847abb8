package dev.kefu.assist;

import dev.kefu.account.StaffId;
import dev.kefu.assist.draft.Drafter;
import dev.kefu.base.Body;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.Conversations;
import dev.kefu.knowledge.Confidence;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Has the best card of a set worded anew by a language model, where one is set up: afterwards, on
/// threads of its own, so that no card ever waits for it. What it brings stands beside the card,
/// which stays as it is.
@Component
class Wordings implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Wordings.class);

  /// Further sets do without: a draft that comes late is of no use.
  private static final int MAX_WAITING = 16;

  private final Drafter drafter;
  private final WordingRows rows;
  private final SuggestionRows sets;
  private final CardMaker cards;
  private final FocusFinder focuses;
  private final Conversations conversations;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final ApplicationEventPublisher news;

  private volatile boolean running;
  private ThreadPoolExecutor workers;

  Wordings(
      Drafter drafter,
      WordingRows rows,
      SuggestionRows sets,
      CardMaker cards,
      FocusFinder focuses,
      Conversations conversations,
      TransactionTemplate transactions,
      Clock clock,
      ApplicationEventPublisher news) {
    this.drafter = drafter;
    this.rows = rows;
    this.sets = sets;
    this.cards = cards;
    this.focuses = focuses;
    this.conversations = conversations;
    this.transactions = transactions;
    this.clock = clock;
    this.news = news;
    this.workers = workers(drafter);
  }

  /// A set was stored, or somebody new looks at it.
  void offer(Conversation conversation, Round round, SuggestionSet set) {
    var owner = conversation.owner();
    if (!running || owner == null) {
      return;
    }
    set.cards().stream()
        .filter(Wordings::mayBeWorded)
        .findFirst()
        .ifPresent(card -> work(() -> word(conversation, owner, round, set, card)));
  }

  /// Where somebody is upset, or something is missing or to be escalated, the shop's own words
  /// stand.
  private static boolean mayBeWorded(Card card) {
    return card.confidence() != Confidence.LOW
        && card.next() == null
        && card.policy() == null
        && card.missing().isEmpty();
  }

  private void work(Runnable work) {
    try {
      workers.execute(() -> carefully(work));
    } catch (RejectedExecutionException e) {
      log.atDebug().log("too many cards wait for a draft");
    }
  }

  private static void carefully(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      // No draft is no harm: the card is there.
      log.atError().setCause(e).log("a draft could not be made");
    }
  }

  private void word(
      Conversation conversation, StaffId owner, Round round, SuggestionSet set, Card card) {
    if (!holds(set) || !rows.of(set).isEmpty()) {
      return;
    }
    var ask = new Drafter.Ask(owner.value(), round.texts(), card.text(), card.slots());
    drafter
        .word(ask)
        .filter(text -> isCleared(conversation, round, card, text))
        .filter(_ -> holds(set))
        .ifPresent(text -> keep(set, new Wording(card.id(), text.text(), text.facts())));
  }

  /// Nothing the rulebook finds in a draft that it does not find in the card itself.
  private boolean isCleared(Conversation conversation, Round round, Card card, Body.Text draft) {
    var focus = focuses.find(conversation, round);
    var found = cards.findings(draft, focus);
    var known = cards.findings(new Body.Text(card.text(), card.slots()), focus);
    return found.isPresent() && known.isPresent() && known.get().containsAll(found.get());
  }

  /// Whether it is still the one that is shown.
  private boolean holds(SuggestionSet set) {
    return sets.latest(set.conversation())
        .filter(stored -> Retirement.holds(stored, conversations, clock.instant()))
        .filter(stored -> stored.set().cards().equals(set.cards()))
        .isPresent();
  }

  private void keep(SuggestionSet set, Wording wording) {
    transactions.executeWithoutResult(_ -> rows.store(wording, clock.instant()));
    news.publishEvent(new SuggestionsReady(set.conversation()));
  }

  /// Those that are there for the cards of a set.
  List<Wording> of(SuggestionSet set) {
    return drafter.isOn() ? rows.of(set) : List.of();
  }

  Optional<String> textOf(String suggestion) {
    return drafter.isOn() ? rows.textOf(suggestion) : Optional.empty();
  }

  @Override
  public synchronized void start() {
    workers = workers(drafter);
    running = drafter.isOn();
  }

  @Override
  public synchronized void stop() {
    running = false;
    workers.shutdownNow();
    workers.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static ThreadPoolExecutor workers(Drafter drafter) {
    return new ThreadPoolExecutor(
        drafter.parallel(),
        drafter.parallel(),
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(MAX_WAITING),
        Thread.ofPlatform().name("draft-", 0).daemon().factory());
  }
}
