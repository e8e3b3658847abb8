package dev.kefu.outreach;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.storage.Leases;
import dev.kefu.storage.Leases.Lease;
import dev.kefu.storage.StoreTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Shoppers to be told before they ask. A task that is open is written anew when what it tells of
/// changes, so that its words are true whenever they are read. One node at a time looks; one that
/// stood still and lost its lease writes nothing of what it had seen.
@Component
public class Tasks {

  private static final String LEASE = "outreach";

  /// Longer than the shop takes to answer for one page of orders.
  private static final Duration HELD = Duration.ofSeconds(60);

  private static final int PAGE = 200;
  private static final String SYSTEM = "system";
  private static final String SHOPPER = "shopper";

  private final TaskRows rows;
  private final Duties duties;
  private final ShelfAlerts alerts;
  private final Conversations conversations;
  private final Leases leases;
  private final TransactionTemplate transactions;
  private final StoreTime time;
  private final ApplicationEventPublisher news;

  Tasks(
      TaskRows rows,
      Duties duties,
      ShelfAlerts alerts,
      Conversations conversations,
      Leases leases,
      TransactionTemplate transactions,
      StoreTime time,
      ApplicationEventPublisher news) {
    this.rows = rows;
    this.duties = duties;
    this.alerts = alerts;
    this.conversations = conversations;
    this.leases = leases;
    this.transactions = transactions;
    this.time = time;
    this.news = news;
  }

  public Optional<Task> find(String id) {
    return rows.find(id);
  }

  /// Marks a task as done: the shopper knows. Doing it again changes nothing.
  ///
  /// @throws Refusal `not_found`, `forbidden` for who does not serve shoppers
  public Task done(Staff by, String id) {
    by.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN);
    if (rows.find(id).isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有这个任务");
    }
    transactions.executeWithoutResult(_ -> rows.done(id, by.id().value(), time.now()));
    return rows.find(id).orElseThrow();
  }

  Optional<Lease> take() {
    return leases.take(LEASE, HELD);
  }

  /// Looks through the whole shop, unless another node does: opens what is owed, ends what no
  /// longer is.
  void lookThrough() {
    take().ifPresent(this::lookThrough);
  }

  /// Nothing is written any more once the lease is another's.
  void lookThrough(Lease lease) {
    var now = time.now();
    var owed = new HashSet<String>();
    duties.each(
        now,
        page -> {
          page.forEach(duty -> owed.add(key(duty)));
          open(lease, page, now);
          take();
        });
    for (var task : waiting()) {
      if (!owed.contains(key(task))) {
        endUnlessOwed(lease, task, now);
      } else if (task.status() == TaskStatus.SENT && isAnswered(task)) {
        under(lease, () -> rows.done(task.id(), SHOPPER, now));
      }
    }
    var gone = alerts.gone();
    if (gone != null) {
      under(lease, () -> alerts.keep(gone, now));
    }
  }

  /// Looks at one order that has moved, unless another node looks: its next round sees it.
  void look(String order) {
    take()
        .ifPresent(lease -> {
          var now = time.now();
          duties
              .of(order, now)
              .ifPresent(owed -> {
                open(lease, owed, now);
                rows.waiting(order).stream()
                    .filter(task -> owed.stream().noneMatch(duty -> key(duty).equals(key(task))))
                    .forEach(task -> under(lease, () -> rows.done(task.id(), SYSTEM, now)));
              });
        });
  }

  /// A shop that does not answer ends nothing.
  private void endUnlessOwed(Lease lease, Task task, Instant now) {
    duties
        .of(task.order(), now)
        .filter(owed -> owed.stream().noneMatch(duty -> key(duty).equals(key(task))))
        .ifPresent(_ -> under(lease, () -> rows.done(task.id(), SYSTEM, now)));
  }

  private boolean isAnswered(Task task) {
    var conversation = task.conversation();
    var seq = task.sentSeq();
    return conversation != null
        && seq != null
        && conversations.after(conversation, seq, Conversations.MAX_PAGE).stream()
            .anyMatch(Tasks::isSaidByShopper);
  }

  private static boolean isSaidByShopper(Event event) {
    return event.kind() == EventKind.MESSAGE && event.sender().role().equals(SHOPPER);
  }

  /// How a task stands to what the shop says of its order.
  enum Standing {
    AS_WRITTEN,
    /// It was written of facts that have changed; they are in it now.
    WRITTEN_ANEW,
    NOT_OWED,
    /// The shop does not answer.
    UNKNOWN
  }

  /// Asks the shop anew what a task is about.
  Standing standing(Task task) {
    var now = time.now();
    return duties
        .anew(task.order(), now)
        .map(owed -> standing(task, owed, now))
        .orElse(Standing.UNKNOWN);
  }

  private Standing standing(Task task, List<Duty> owed, Instant now) {
    var mine = owed.stream().filter(duty -> key(duty).equals(key(task))).findFirst();
    if (mine.isEmpty()) {
      return Standing.NOT_OWED;
    }
    var anew = transactions.execute(_ -> rows.write(mine.get(), now).isPresent());
    return Boolean.TRUE.equals(anew) ? Standing.WRITTEN_ANEW : Standing.AS_WRITTEN;
  }

  private static String key(Duty duty) {
    return duty.kind() + " " + duty.order() + " " + duty.claim();
  }

  private static String key(Task task) {
    return task.kind() + " " + task.order() + " " + task.claim();
  }

  private void open(Lease lease, List<Duty> owed, Instant now) {
    var opened = new ArrayList<String>();
    if (!owed.isEmpty()) {
      under(
          lease,
          () -> {
            opened.clear();
            owed.forEach(duty -> rows.write(duty, now).ifPresent(opened::add));
          });
    }
    opened.forEach(id -> news.publishEvent(new TaskOpened(id)));
  }

  /// Writes only while the lease holds.
  private void under(Lease lease, Runnable work) {
    transactions.executeWithoutResult(_ -> {
      if (leases.holds(lease)) {
        work.run();
      }
    });
  }

  private Set<Task> waiting() {
    var all = new HashSet<Task>();
    for (var status : List.of(TaskStatus.OPEN, TaskStatus.SENT)) {
      var page = rows.list(status, null, Long.MIN_VALUE, "", PAGE);
      while (!page.isEmpty()) {
        all.addAll(page);
        var last = page.getLast();
        page = rows.list(status, null, last.dueAt().toEpochMilli(), last.id(), PAGE);
      }
    }
    return all;
  }
}
