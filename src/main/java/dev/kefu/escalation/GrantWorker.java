package dev.kefu.escalation;

import dev.kefu.commerce.Payouts;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.Payouts.Receipt;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.Conversations;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Has the shop pay what was granted, once for each case, whatever fails in between.
///
/// A grant is leased, the shop is asked what it knows of the case whenever it may have been asked
/// to pay before, and only then, while the lease holds, asked to pay, under the case as the key.
/// The outcome is written only while the lease holds. A worker that dies at any point leaves a
/// lease that runs out, and the next one begins by asking. The shop is never asked inside a
/// transaction.
@Component
class GrantWorker implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(GrantWorker.class);

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
  private static final int MAX_DOUBLINGS = 8;

  private final Grants grants;
  private final CaseRows cases;
  private final Payouts payouts;
  private final Conversations conversations;
  private final TransactionTemplate transactions;
  private final News news;
  private final StoreTime time;
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean running;

  GrantWorker(
      JdbcClient jdbc,
      Payouts payouts,
      Conversations conversations,
      TransactionTemplate transactions,
      News news,
      JsonMapper json,
      StoreTime time) {
    this.grants = new Grants(jdbc);
    this.cases = new CaseRows(jdbc, json);
    this.payouts = payouts;
    this.conversations = conversations;
    this.transactions = transactions;
    this.news = news;
    this.time = time;
  }

  @EventListener
  void opened(CaseOpened opened) {
    wake.release();
  }

  @EventListener
  void decided(CaseDecided decided) {
    wake.release();
  }

  private void loop() {
    while (running) {
      try {
        while (running && carryOutNext()) {
          // As long as there is something due.
        }
        wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS);
        wake.drainPermits();
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.atError().setCause(e).log("a grant could not be carried out; it will be tried again");
        wake.drainPermits();
        if (!pause()) {
          return;
        }
      }
    }
  }

  private boolean pause() {
    try {
      return !wake.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS) || running;
    } catch (InterruptedException e) {
      return false;
    }
  }

  /// Carries out one grant that is due.
  ///
  /// @return whether there was one
  boolean carryOutNext() {
    var leased = transactions.execute(_ -> grants.lease(time.now(), LEASE));
    leased.ifPresent(this::carryOut);
    return leased.isPresent();
  }

  private void carryOut(Grants.Grant grant) {
    if (!grant.announced()) {
      conversations.change(grant.conversation(), change -> announced(change, grant));
    }
    try {
      var earlier = grant.attempts() > 1 ? payouts.find(grant.caseId()) : Optional.<Receipt>empty();
      if (earlier.isEmpty() && !isStillHeld(grant)) {
        log.atWarn().addKeyValue("case", grant.caseId()).log("stood still, leaves it to the next");
        return;
      }
      var receipt = earlier.orElseGet(() -> payouts.pay(grant.payout()));
      conversations.change(grant.conversation(), change -> ended(change, grant, receipt));
    } catch (PayoutUnknown e) {
      log.atWarn().addKeyValue("case", grant.caseId()).log("the shop did not say whether it paid");
      conversations.change(grant.conversation(), change -> unknown(change, grant, e.getMessage()));
    }
  }

  /// Whoever stood still until another took the grant asks for no money: the lease is renewed in
  /// the moment before.
  private boolean isStillHeld(Grants.Grant grant) {
    return Boolean.TRUE.equals(
        transactions.execute(_ -> grants.renew(grant, time.now().plus(LEASE))));
  }

  /// The approval is final: the shopper is told.
  private boolean announced(Change change, Grants.Grant grant) {
    var first = grants.announce(grant);
    if (first) {
      Notices.approved(change, grant.form(), grant.amountFen());
    }
    return first;
  }

  private boolean ended(Change change, Grants.Grant grant, Receipt receipt) {
    var status = receipt.paid() ? "granted" : "failed";
    if (!grants.end(grant, status, receipt.reference(), receipt.text(), time.now())) {
      return false;
    }
    cases.carriedOut(grant.caseId(), status);
    if (receipt.paid()) {
      Notices.granted(change, grant, receipt.reference());
    } else {
      Notices.failed(change, grant, receipt.text());
    }
    news.afterCommit(new CaseDecided(grant.caseId(), grant.conversation()));
    return true;
  }

  private boolean unknown(Change change, Grants.Grant grant, @Nullable String why) {
    var now = time.now();
    var first = grants.unknown(grant, why, now.plus(retryAfter(grant.attempts())), now);
    if (first) {
      Notices.unknown(change, grant);
      news.afterCommit(new CaseDecided(grant.caseId(), grant.conversation()));
    }
    return first;
  }

  private static Duration retryAfter(int attempts) {
    var wait = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, MAX_DOUBLINGS));
    return wait.compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : wait;
  }

  @Override
  public void start() {
    running = true;
    Thread.ofVirtual().name("grant-worker").start(this::loop);
  }

  @Override
  public void stop() {
    running = false;
    wake.release();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
