package dev.kefu.escalation;

import dev.kefu.conversation.Conversations;
import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Passes on what nobody has decided in time. One node at a time looks; one that stood still and
/// lost its lease writes nothing, because the fence is asked for inside the transaction that would.
@Component
class Deadlines {

  private static final String LEASE = "case-deadlines";
  private static final Duration HELD = Duration.ofSeconds(30);

  /// Cases looked at in one go.
  private static final int BATCH = 100;

  private final Cases cases;
  private final Conversations conversations;
  private final Leases leases;
  private final StoreTime time;
  private final EscalationSettings settings;

  Deadlines(
      Cases cases,
      Conversations conversations,
      Leases leases,
      StoreTime time,
      EscalationSettings settings) {
    this.cases = cases;
    this.conversations = conversations;
    this.leases = leases;
    this.time = time;
    this.settings = settings;
  }

  /// @return how many cases were moved
  int lookAtDue() {
    return take().map(this::lookUnder).orElse(0);
  }

  Optional<Lease> take() {
    return leases.take(LEASE, HELD);
  }

  /// @return how many cases were moved; none once the lease is another's
  int lookUnder(Lease lease) {
    var now = time.now();
    var moved = 0;
    for (var due : cases.overdue(now, now.minus(settings.expireAfter()), BATCH)) {
      var did =
          conversations.change(
              due.conversation(),
              change -> leases.holds(lease) && cases.pass(change, due.id(), time.now()));
      moved += did ? 1 : 0;
    }
    return moved;
  }
}
