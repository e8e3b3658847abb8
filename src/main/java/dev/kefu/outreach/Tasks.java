package dev.kefu.outreach;

import dev.kefu.account.Role;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Shoppers to be told before they ask.
@Component
public class Tasks {

  private static final int PAGE = 200;
  private static final String SYSTEM = "system";

  private final TaskRows rows;
  private final Duties duties;
  private final TransactionTemplate transactions;
  private final Clock clock;
  private final ApplicationEventPublisher news;

  Tasks(
      TaskRows rows,
      Duties duties,
      TransactionTemplate transactions,
      Clock clock,
      ApplicationEventPublisher news) {
    this.rows = rows;
    this.duties = duties;
    this.transactions = transactions;
    this.clock = clock;
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
    transactions.executeWithoutResult(_ -> rows.done(id, by.id().value(), clock.instant()));
    return rows.find(id).orElseThrow();
  }

  /// Looks through the whole shop: opens what is owed, ends what no longer is.
  void lookThrough() {
    var now = clock.instant();
    var owed = duties.all(now);
    open(owed, now);
    open().stream()
        .filter(task -> owed.stream().noneMatch(duty -> isFor(task, duty)))
        .forEach(task -> endUnlessOwed(task, now));
  }

  /// Looks at one order that has moved.
  void look(String order) {
    var now = clock.instant();
    duties.of(order, now).ifPresent(owed -> open(owed, now));
    open().stream()
        .filter(task -> task.order().equals(order))
        .forEach(task -> endUnlessOwed(task, now));
  }

  /// A shop that does not answer ends nothing.
  private void endUnlessOwed(Task task, Instant now) {
    duties
        .of(task.order(), now)
        .filter(owed -> owed.stream().noneMatch(duty -> isFor(task, duty)))
        .ifPresent(_ -> transactions.executeWithoutResult(_ -> rows.done(task.id(), SYSTEM, now)));
  }

  private static boolean isFor(Task task, Duty duty) {
    return duty.kind() == task.kind() && duty.order().order().equals(task.order());
  }

  private void open(List<Duty> owed, Instant now) {
    var opened = new ArrayList<String>();
    transactions.executeWithoutResult(
        _ -> owed.forEach(duty -> rows.open(duty, now).ifPresent(opened::add)));
    opened.forEach(id -> news.publishEvent(new TaskOpened(id)));
  }

  private List<Task> open() {
    var all = new ArrayList<Task>();
    var page = rows.list(TaskStatus.OPEN, Long.MIN_VALUE, "", PAGE);
    while (!page.isEmpty()) {
      all.addAll(page);
      var last = page.getLast();
      page = rows.list(TaskStatus.OPEN, last.dueAt().toEpochMilli(), last.id(), PAGE);
    }
    return all;
  }
}
