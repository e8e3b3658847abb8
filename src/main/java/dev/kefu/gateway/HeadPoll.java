package dev.kefu.gateway;

import dev.kefu.cluster.Signals;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Head;
import dev.kefu.storage.OtherWriters;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/// Asks the store every few seconds where the logs stand and which sign-ins hold: a nudge that was
/// lost delays an event, or the end of a socket, by that much and no more. While other nodes are
/// not heard it asks every second.
@Component
class HeadPoll implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(HeadPoll.class);

  private static final int BATCH = 500;
  private static final int MAX_MOVED = 10_000;

  /// Far more than one poll, so that a poll that fails is made good by the next.
  private static final Duration LOOK_BACK = Duration.ofSeconds(60);

  /// So far the clock of a node may be behind that of another: when a log has grown is told by the
  /// clock of whoever wrote it.
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

  /// How often while other nodes are not heard.
  private static final Duration UNHEARD = Duration.ofSeconds(1);

  private final SocketHub hub;
  private final SignInWatch signIns;
  private final Signals signals;
  private final Conversations conversations;
  private final OtherWriters others;
  private final SocketSettings settings;
  private final Clock clock;

  /// Where the conversations that moved of late stood at the last poll.
  private final Map<ConversationId, Long> seen = new ConcurrentHashMap<>();

  /// Touched by the timer only, as the next.
  private long polledNanos = System.nanoTime();

  /// When the store last answered all of it.
  private long wellNanos = System.nanoTime();

  private ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile boolean running;

  HeadPoll(
      SocketHub hub,
      SignInWatch signIns,
      Signals signals,
      Conversations conversations,
      OtherWriters others,
      SocketSettings settings,
      Clock clock) {
    this.hub = hub;
    this.signIns = signIns;
    this.signals = signals;
    this.conversations = conversations;
    this.others = others;
    this.settings = settings;
    this.clock = clock;
  }

  private void pollIfDue() {
    var now = System.nanoTime();
    var due = settings.poll().minus(tick().dividedBy(2));
    if (!signals.healthy() || now - polledNanos >= due.toNanos()) {
      poll();
      polledNanos = now;
    }
  }

  private Duration tick() {
    return settings.poll().compareTo(UNHEARD) < 0 ? settings.poll() : UNHEARD;
  }

  private void poll() {
    try {
      signIns.look();
      conversations.lookAtMarksAgain();
      if (System.nanoTime() - wellNanos > LOOK_BACK.dividedBy(2).toNanos()) {
        // More may have happened than a look back shows.
        conversations.doubtAll();
      }
      pollFollowed();
      pollMoved();
      wellNanos = System.nanoTime();
    } catch (DataAccessException e) {
      log.atWarn().addKeyValue("cause", e.getMostSpecificCause()).log("heads could not be read");
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("a poll failed");
    }
  }

  private void pollFollowed() {
    var followed = List.copyOf(hub.followed());
    for (var from = 0; from < followed.size(); from += BATCH) {
      var batch = followed.subList(from, Math.min(followed.size(), from + BATCH));
      conversations
          .heads(batch)
          .forEach(head -> hub.stands(head.conversation(), head.head(), head.shopperHead()));
    }
  }

  /// Work lists also show what nobody follows, and somebody may own it by now.
  private void pollMoved() {
    var moved = moved();
    if (moved.size() == MAX_MOVED) {
      conversations.doubtAll();
    }
    moved.forEach((conversation, head) -> {
      var known = Math.max(seen.getOrDefault(conversation, -1L), hub.nudged(conversation));
      if (known < head) {
        hub.missed(conversation, head);
      }
    });
    seen.putAll(moved);
    seen.keySet().retainAll(moved.keySet());
    hub.forgetNudgesBut(moved.keySet());
  }

  private Map<ConversationId, Long> moved() {
    var back = others.possible() ? LOOK_BACK.plus(CLOCKS_DIFFER) : LOOK_BACK;
    return conversations.movedSince(clock.instant().minus(back), MAX_MOVED).stream()
        .collect(Collectors.toMap(Head::conversation, Head::head));
  }

  /// What stands before there is a socket, each of them reads when it comes.
  private void lookOnce() {
    try {
      seen.putAll(moved());
    } catch (DataAccessException e) {
      // Then the first poll tells some of what they know.
      log.atWarn().addKeyValue("cause", e.getMostSpecificCause()).log("heads could not be read");
    }
  }

  @Override
  public void start() {
    lookOnce();
    timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("poll").factory());
    var every = tick().toMillis();
    var _ = timer.scheduleWithFixedDelay(this::pollIfDue, every, every, TimeUnit.MILLISECONDS);
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    timer.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return SmartLifecycle.DEFAULT_PHASE - 1;
  }
}
