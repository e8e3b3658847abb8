package dev.kefu.evidence;

import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import dev.kefu.storage.ReadOnly;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Seals conversations that have been quiet for a while. Reads beside the writer and writes one
/// small transaction for many conversations: storing a message costs nothing more for it.
@Component
class Sealer {

  private static final Logger log = LoggerFactory.getLogger(Sealer.class);

  private static final String LEASE = "evidence";
  private static final Duration HELD = Duration.ofSeconds(60);

  /// What a reply came from is written down moments after the reply.
  private static final Duration QUIET = Duration.ofMinutes(10);

  /// Conversations in one transaction.
  private static final int BATCH = 100;

  private final SealRows writing;
  private final SealRows reading;
  private final Leases leases;
  private final TransactionTemplate transactions;
  private final StoreTime time;

  /// Everything that changed before was sealed. Guarded by this.
  private Instant sealedBefore = Instant.EPOCH;

  Sealer(
      JdbcClient jdbc,
      @ReadOnly JdbcClient readers,
      Leases leases,
      TransactionTemplate transactions,
      StoreTime time) {
    this.writing = new SealRows(jdbc);
    this.reading = new SealRows(readers);
    this.leases = leases;
    this.transactions = transactions;
    this.time = time;
  }

  /// Seals what has been quiet, unless another node does.
  ///
  /// @return how many conversations
  synchronized int sealQuiet() {
    var sealed = 0;
    for (var lease = leases.take(LEASE, HELD);
        lease.isPresent();
        lease = leases.take(LEASE, HELD)) {
      var quiet = time.now().minus(QUIET);
      var due = reading.unsealed(sealedBefore.toEpochMilli(), quiet.toEpochMilli(), BATCH);
      var done = seal(lease.get(), due);
      sealed += done;
      if (due.size() < BATCH || done == 0) {
        sealedBefore = quiet.minus(QUIET);
        leases.release(lease.get());
        break;
      }
    }
    if (sealed > 0) {
      // The log lies elsewhere than the database: whoever changes one does not change both.
      reading
          .last()
          .ifPresent(last ->
              log.atInfo()
                  .addKeyValue("n", last.n())
                  .addKeyValue("chain", last.chain())
                  .log("conversations are sealed"));
    }
    return sealed;
  }

  /// Seals one conversation to its end now.
  void seal(String conversation) {
    var head = reading.head(conversation).orElse(0L);
    var last = reading.lastOf(conversation).orElse(null);
    if (head > Covered.by(last).toSeq()) {
      var covered = Covered.by(last).to(conversation, head, null, reading);
      transactions.executeWithoutResult(_ -> insert(conversation, last, covered));
    }
  }

  private record Ready(String conversation, @Nullable Seal last, Covered covered) {}

  private int seal(Lease lease, List<SealRows.Standing> due) {
    var ready = new ArrayList<Ready>();
    for (var each : due) {
      var last = reading.lastOf(each.conversation()).orElse(null);
      try {
        var covered = Covered.by(last).to(each.conversation(), each.head(), null, reading);
        ready.add(new Ready(each.conversation(), last, covered));
      } catch (Covered.Hole e) {
        log.atError()
            .addKeyValue("conversation", each.conversation())
            .setCause(e)
            .log("a log has a hole and is not sealed");
      }
    }
    transactions.executeWithoutResult(_ -> {
      if (leases.holds(lease)) {
        ready.forEach(each -> insert(each.conversation(), each.last(), each.covered()));
      }
    });
    return ready.size();
  }

  /// Nothing when another seal of the conversation has come between.
  private void insert(String conversation, @Nullable Seal from, Covered covered) {
    var now = writing.lastOf(conversation).map(Seal::n).orElse(0L);
    if (now != (from == null ? 0L : from.n())) {
      return;
    }
    var before = writing.last();
    var open =
        new Seal(
            before.map(Seal::n).orElse(0L) + 1,
            conversation,
            covered.toSeq(),
            covered.digest(),
            covered.seenTo(),
            covered.seen(),
            "",
            time.now().toEpochMilli());
    var chain = open.after(before.map(Seal::chain).orElse(Digest.START));
    writing.insert(
        new Seal(
            open.n(),
            open.conversation(),
            open.toSeq(),
            open.digest(),
            open.seenTo(),
            open.seen(),
            chain,
            open.at()));
  }
}
