package dev.kefu.outreach;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.Shoppers;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Status;
import dev.kefu.rulebook.Draft;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.rulebook.Settled;
import dev.kefu.rulebook.Verdict;
import dev.kefu.storage.StoreTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells shoppers what their tasks are about, each once: a task is claimed in the same transaction
/// that puts the words into the shopper's conversation. The words go by the rulebook like any
/// reply.
@Component
class Sending {

  private static final int MOST = 500;
  private static final int MAX_TEXT = 2_000;

  private final TaskRows rows;
  private final Duties duties;
  private final Shoppers shoppers;
  private final Conversations conversations;
  private final Rulebook rulebook;
  private final StoreTime time;

  Sending(
      TaskRows rows,
      Duties duties,
      Shoppers shoppers,
      Conversations conversations,
      Rulebook rulebook,
      StoreTime time) {
    this.rows = rows;
    this.duties = duties;
    this.shoppers = shoppers;
    this.conversations = conversations;
    this.rulebook = rulebook;
    this.time = time;
  }

  /// What became of a batch.
  ///
  /// @param left tasks of the same cause that still wait
  record Sent(int sent, List<Skipped> skipped, int left) {}

  /// @param why for people
  record Skipped(String task, String order, String why) {}

  /// Sends one task, with its own words unless others are given.
  ///
  /// @throws Refusal `not_found`; `conflict` when it does not wait any more; `promise_blocked`
  Task send(Staff by, String id, @Nullable String text) {
    requireSender(by);
    var task = rows.find(id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个任务"));
    var words = words(by, task, text);
    var why = tell(by, task, words);
    if (why != null) {
      throw new Refusal(
          ErrorCode.CONFLICT, why, Map.of("status", rows.find(id).orElse(task).status()));
    }
    return rows.find(id).orElseThrow();
  }

  /// Sends everything of one cause that waits, at most 500 at a time.
  ///
  /// @param text for all of them, with `{order}` and `{goods}` in the places of each; null for each
  ///   task's own words
  /// @throws Refusal `not_found` when nothing of this cause waits; `promise_blocked` before
  ///   anything is sent
  Sent sendAll(Staff by, String cause, @Nullable String text) {
    requireSender(by);
    var tasks = rows.list(TaskStatus.OPEN, cause, Long.MIN_VALUE, "", MOST);
    if (tasks.isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有待发送的任务");
    }
    // All are read before the first goes out: what may not be said is said to nobody.
    var words = tasks.stream().map(task -> words(by, task, text)).toList();
    var skipped = new ArrayList<Skipped>();
    for (var i = 0; i < tasks.size(); i++) {
      var task = tasks.get(i);
      var why = tell(by, task, words.get(i));
      if (why != null) {
        skipped.add(new Skipped(task.id(), task.order(), why));
      }
    }
    var left = rows.list(TaskStatus.OPEN, cause, Long.MIN_VALUE, "", MOST).size();
    return new Sent(tasks.size() - skipped.size(), skipped, left);
  }

  private static void requireSender(Staff by) {
    by.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER);
  }

  private String words(Staff by, Task task, @Nullable String given) {
    if (!task.kind().isForShopper()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "这是催快递的任务，不发给买家");
    }
    var text =
        given == null || given.isBlank()
            ? task.text()
            : given.strip().replace("{order}", task.order()).replace("{goods}", task.goods());
    if (text.length() > MAX_TEXT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "text 最多 " + MAX_TEXT + " 个字");
    }
    var draft =
        new Draft(by, new Body.Text(text), task.sku(), task.order(), task.buyer(), Settled.NOTHING);
    return switch (rulebook.check(draft)) {
      case Verdict.Cleared _ -> text;
      case Verdict.Blocked(var findings) ->
          throw new Refusal(
              ErrorCode.PROMISE_BLOCKED, findings.getFirst().text(), Map.of("findings", findings));
      case Verdict.NeedsApproval needed ->
          throw new Refusal(
              ErrorCode.PROMISE_BLOCKED,
              needed.finding().text(),
              Map.of("findings", List.of(needed.finding())));
    };
  }

  /// @return why it was not sent; null when it was
  private @Nullable String tell(Staff by, Task task, String text) {
    var owed = duties.of(task.order(), time.now());
    if (owed.isEmpty()) {
      return "暂时查询不到订单";
    }
    if (owed.get().stream().noneMatch(duty -> duty.kind() == task.kind())) {
      return "订单状态已变化，无需再通知";
    }
    var shopper = shoppers.ofBuyer(task.buyer());
    return tell(by, task, text, shopper) ? null : "已处理过";
  }

  private boolean tell(Staff by, Task task, String text, Shopper shopper) {
    var about = new Context(task.sku(), task.order(), null, "outreach");
    var conversation = conversations.open(shopper, Stage.AFTER_SALE, about);
    return conversations.change(
        conversation.id(), change -> claimed(change, by, task) && said(change, by, task, text));
  }

  private boolean claimed(Change change, Staff by, Task task) {
    return rows.claim(task.id(), change.conversation().id(), by.id().value(), time.now());
  }

  /// Whoever tells a shopper first serves them when they answer.
  private boolean said(Change change, Staff by, Task task, String text) {
    if (change.conversation().status() == Status.QUEUED
        && change.conversation().waitingSince() == null) {
      change.assign(by.id());
    }
    var event =
        change.tell(
            EventKind.SYSTEM,
            Conversations.agent(by),
            Map.of("code", "outreach", "text", text, "task", task.id(), "order", task.order()));
    rows.sentAs(task.id(), event.seq());
    return true;
  }
}
