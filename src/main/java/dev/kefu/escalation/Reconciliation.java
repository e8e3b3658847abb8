package dev.kefu.escalation;

import dev.kefu.commerce.Payouts;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.Payouts.Receipt;
import dev.kefu.escalation.PayoutChecks.Ended;
import dev.kefu.escalation.PayoutChecks.Result;
import dev.kefu.storage.Leases;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Compares the ledger with the shop's own records: asks it by key what it knows of each grant that
/// has ended. Changes neither; what differs is for people.
@Component
class Reconciliation {

  private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);

  private static final String LEASE = "reconciliation";
  private static final Duration HELD = Duration.ofMinutes(2);
  private static final Duration UNANSWERED_AGAIN = Duration.ofMinutes(15);
  private static final Duration AGAIN = Duration.ofDays(1);
  private static final Duration YOUNG = Duration.ofDays(35);

  /// Grants looked at in one go.
  private static final int BATCH = 200;

  private final PayoutChecks checks;
  private final Payouts payouts;
  private final Leases leases;
  private final TransactionTemplate transactions;
  private final StoreTime time;

  Reconciliation(
      PayoutChecks checks,
      Payouts payouts,
      Leases leases,
      TransactionTemplate transactions,
      StoreTime time) {
    this.checks = checks;
    this.payouts = payouts;
    this.leases = leases;
    this.transactions = transactions;
    this.time = time;
  }

  /// Looks at what is due, unless another node does.
  void lookAtDue() {
    leases
        .take(LEASE, HELD)
        .ifPresent(lease -> {
          var now = time.now();
          var due =
              checks.due(now.minus(UNANSWERED_AGAIN), now.minus(AGAIN), now.minus(YOUNG), BATCH);
          compare(due);
          leases.release(lease);
        });
  }

  /// Looks at grants of a range now, whoever else does.
  ///
  /// @return how many were compared
  int lookAt(Instant from, Instant to, int limit) {
    var ended = checks.within(from, to, limit);
    compare(ended);
    return ended.size();
  }

  private void compare(List<Ended> grants) {
    grants.forEach(this::compare);
  }

  private void compare(Ended grant) {
    try {
      var receipt = payouts.find(grant.caseId());
      var result = result(grant, receipt);
      if (result != Result.AGREES) {
        log.atWarn()
            .addKeyValue("grant", grant.id())
            .addKeyValue("result", result.wire())
            .log("the shop's records differ from the ledger");
      }
      store(grant, result, receipt.orElse(null));
    } catch (PayoutUnknown e) {
      store(grant, Result.UNKNOWN, null);
    }
  }

  private static Result result(Ended grant, Optional<Receipt> receipt) {
    var paid = receipt.filter(Receipt::paid);
    var booked = grant.status().equals("granted");
    if (paid.isEmpty()) {
      return booked ? Result.NOT_PAID : Result.AGREES;
    }
    if (!booked) {
      return Result.PAID;
    }
    var fen = paid.get().amountFen();
    return fen == null || fen == grant.amountFen() ? Result.AGREES : Result.AMOUNT_DIFFERS;
  }

  private void store(
      Ended grant, Result result, @org.jspecify.annotations.Nullable Receipt receipt) {
    transactions.executeWithoutResult(_ ->
        checks.store(
            grant.id(),
            result,
            receipt == null ? null : receipt.amountFen(),
            receipt == null ? null : receipt.reference(),
            receipt == null ? null : receipt.text(),
            time.now()));
  }
}
