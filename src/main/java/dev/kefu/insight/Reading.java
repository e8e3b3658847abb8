package dev.kefu.insight;

import dev.kefu.base.Stage;
import dev.kefu.insight.Happening.Round.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the log of one conversation from its beginning, event by event, and tells what counts.
///
/// A reply is a message of a person: notes, cards of the system and lines such as "you are being
/// served" never count. The owner is who the log says took it or got it; a reply makes its author
/// the owner where the log does not say.
final class Reading {

  /// Nobody waits and nobody speaks for so long: what comes then is another visit.
  static final Duration SILENCE = Duration.ofHours(2);

  /// So long after the end a shopper is asked how it was; what comes later counts nowhere.
  static final Duration RATED_WITHIN = Duration.ofHours(24);

  private final Stage stage;
  private final String shopper;
  private final Consumer<Happening> told;

  private @Nullable Open visit;
  private @Nullable Instant waitingSince;
  private @Nullable String owner;
  private @Nullable String lastReplier;
  private @Nullable Instant closedAt;
  private Instant ownedSince = Instant.MIN;
  private Instant lastSaid = Instant.MIN;

  Reading(Stage stage, String shopper, Consumer<Happening> told) {
    this.stage = stage;
    this.shopper = shopper;
    this.told = told;
  }

  void heard(Instant at) {
    if (waitingSince == null && visit != null && !at.isBefore(lastSaid.plus(SILENCE))) {
      endVisit();
    }
    if (visit == null) {
      visit = new Open(at);
      visit.joined(owner);
    }
    if (waitingSince == null) {
      waitingSince = at;
    }
    lastSaid = at;
    told.accept(new Happening.Said(at, stage, true, owner));
  }

  void replied(Instant at, String by) {
    if (owner == null) {
      owner(by, at);
    }
    told.accept(new Happening.Said(at, stage, false, by));
    if (visit != null) {
      visit.joined(by);
      visit.served.putIfAbsent(by, waitingSince == null ? -1 : agentMs(waitingSince, at, by));
      answer(visit, at, by);
    }
    lastSaid = at;
    lastReplier = by;
  }

  private void answer(Open open, Instant at, String by) {
    var since = waitingSince;
    if (since == null) {
      return;
    }
    var waited = Duration.between(since, at).toMillis();
    if (open.firstReplyMs == null) {
      open.firstReplyMs = Duration.between(open.at, at).toMillis();
    }
    told.accept(
        new Happening.Round(since, stage, Outcome.ANSWERED, by, waited, agentMs(since, at, by)));
    waitingSince = null;
  }

  private long agentMs(Instant since, Instant at, String by) {
    var theirs = by.equals(owner) && ownedSince.isAfter(since) ? ownedSince : since;
    return Duration.between(theirs, at).toMillis();
  }

  /// @param by null when it waits in a queue again
  void owner(@Nullable String by, Instant at) {
    owner = by;
    ownedSince = at;
    if (visit != null) {
      visit.joined(by);
    }
  }

  void handedOver(Instant at, String by, @Nullable String to) {
    if (visit != null) {
      visit.handedOver.add(by);
    }
    owner(to, at);
  }

  /// @param by null when the shopper closed it
  void closed(Instant at, @Nullable String by) {
    closedAt = at;
    endRound(Outcome.LEFT);
    if (visit != null) {
      told.accept(new Happening.Closed(at, stage, by));
    }
    endVisit();
  }

  void reopened() {
    closedAt = null;
  }

  void rated(Instant at, Rating rating) {
    if (closedAt != null && at.isAfter(closedAt.plus(RATED_WITHIN))) {
      return;
    }
    var agent = lastReplier == null ? owner : lastReplier;
    told.accept(new Happening.Rated(at, stage, shopper, agent, rating.score(), rating.tags()));
  }

  /// The log has no more.
  void end() {
    endRound(Outcome.WAITING);
    endVisit();
  }

  private void endRound(Outcome outcome) {
    if (waitingSince != null) {
      told.accept(new Happening.Round(waitingSince, stage, outcome, owner, 0, 0));
      waitingSince = null;
    }
  }

  private void endVisit() {
    if (visit != null) {
      told.accept(visit.done(stage, shopper));
      visit = null;
    }
  }

  private static final class Open {
    private final Instant at;
    private final Set<String> agents = new HashSet<>();
    private final Map<String, Long> served = new HashMap<>();
    private final Set<String> handedOver = new HashSet<>();
    private @Nullable Long firstReplyMs;

    private Open(Instant at) {
      this.at = at;
    }

    private void joined(@Nullable String agent) {
      if (agent != null) {
        agents.add(agent);
      }
    }

    private Happening.Visit done(Stage stage, String shopper) {
      return new Happening.Visit(at, stage, shopper, firstReplyMs, agents, served, handedOver);
    }
  }
}
