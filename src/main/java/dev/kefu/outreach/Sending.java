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
import dev.kefu.conversation.Status;
import dev.kefu.rulebook.ClearedReply;
import dev.kefu.rulebook.Draft;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.rulebook.Settled;
import dev.kefu.rulebook.Verdict;
import dev.kefu.storage.StoreTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells shoppers what their tasks are about, each once: a task is claimed in the same transaction
/// that puts the words into the shopper's conversation, and only as it was written when the shop
/// was asked last. The words go by the rulebook like any reply; past a warning with a named reason
/// only.
@Component
class Sending {

  private static final int MOST = 500;
  private static final int MAX_TEXT = 2_000;
  private static final String WRITTEN_ANEW = "订单情况已变化，内容已更新，请核对后再发";

  private final TaskRows rows;
  private final Tasks tasks;
  private final Shoppers shoppers;
  private final Conversations conversations;
  private final Rulebook rulebook;
  private final StoreTime time;

  Sending(
      TaskRows rows,
      Tasks tasks,
      Shoppers shoppers,
      Conversations conversations,
      Rulebook rulebook,
      StoreTime time) {
    this.rows = rows;
    this.tasks = tasks;
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

  /// What is to be said, and of what it was written.
  ///
  /// @param text null for each task's own words; of several with `{order}` and `{goods}` in the
  ///   places of each
  /// @param override why it is sent past a warning; null unless its author has named a reason
  /// @param seen the versions of the tasks its author has read; one that is not as it was read is
  ///   not sent. Null for whatever is written now
  record Words(
      @Nullable String text, @Nullable String override, @Nullable Map<String, Integer> seen) {

    private boolean isWrittenOf(Task task) {
      return seen == null || Objects.equals(seen.get(task.id()), task.version());
    }
  }

  /// Sends one task.
  ///
  /// @throws Refusal `not_found`; `conflict` when it does not wait any more, or when it was written
  ///   anew since: then with the `task` as it is now; `promise_blocked`
  Task send(Staff by, String id, Words words) {
    requireSender(by);
    var task = found(id);
    if (task.status() == TaskStatus.OPEN && !words.isWrittenOf(task)) {
      throw conflict(WRITTEN_ANEW, task);
    }
    var why = tell(by, task, reply(by, task, words));
    if (why != null) {
      throw conflict(why, rows.find(id).orElse(task));
    }
    return found(id);
  }

  private Task found(String id) {
    return rows.find(id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个任务"));
  }

  private static Refusal conflict(String why, Task now) {
    return new Refusal(ErrorCode.CONFLICT, why, Map.of("status", now.status(), "task", now));
  }

  /// Sends everything of one cause that waits, at most 500 at a time.
  ///
  /// @throws Refusal `not_found` when nothing of this cause waits; `promise_blocked` before
  ///   anything is sent
  Sent sendAll(Staff by, String cause, Words words) {
    requireSender(by);
    var waiting = rows.list(TaskStatus.OPEN, cause, Long.MIN_VALUE, "", MOST);
    if (waiting.isEmpty()) {
      throw new Refusal(ErrorCode.NOT_FOUND, "没有待发送的任务");
    }
    // All are read before the first goes out: what may not be said is said to nobody.
    var replies = waiting.stream().map(task -> reply(by, task, words)).toList();
    var skipped = new ArrayList<Skipped>();
    for (var i = 0; i < waiting.size(); i++) {
      var task = waiting.get(i);
      var why = words.isWrittenOf(task) ? tell(by, task, replies.get(i)) : WRITTEN_ANEW;
      if (why != null) {
        skipped.add(new Skipped(task.id(), task.order(), why));
      }
    }
    var left = rows.list(TaskStatus.OPEN, cause, Long.MIN_VALUE, "", MOST).size();
    return new Sent(waiting.size() - skipped.size(), skipped, left);
  }

  private static void requireSender(Staff by) {
    by.require(Role.AGENT, Role.SUPERVISOR, Role.MANAGER);
  }

  private ClearedReply reply(Staff by, Task task, Words words) {
    if (!task.kind().isForShopper()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "这是催快递的任务，不发给买家");
    }
    var text = text(task, words.text());
    if (text.length() > MAX_TEXT) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "text 最多 " + MAX_TEXT + " 个字");
    }
    var draft =
        new Draft(by, new Body.Text(text), task.sku(), task.order(), task.buyer(), Settled.NOTHING);
    return switch (rulebook.check(draft)) {
      case Verdict.Cleared(var reply) -> reply.past(words.override());
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

  private static String text(Task task, @Nullable String given) {
    return given == null || given.isBlank()
        ? task.text()
        : given.strip().replace("{order}", task.order()).replace("{goods}", task.goods());
  }

  /// @return why it was not sent; null when it was
  private @Nullable String tell(Staff by, Task task, ClearedReply reply) {
    return switch (tasks.standing(task)) {
      case UNKNOWN -> "暂时查询不到订单";
      case NOT_OWED -> "订单状态已变化，无需再通知";
      case WRITTEN_ANEW -> WRITTEN_ANEW;
      case AS_WRITTEN -> tell(by, task, reply, shoppers.ofBuyer(task.buyer())) ? null : why(task);
    };
  }

  /// Why it could not be claimed.
  private String why(Task task) {
    var now = rows.find(task.id());
    return now.filter(each -> each.status() == TaskStatus.OPEN).isPresent() ? WRITTEN_ANEW : "已处理过";
  }

  private boolean tell(Staff by, Task task, ClearedReply reply, Shopper shopper) {
    var about = new Context(task.sku(), task.order(), null, "outreach");
    var conversation = conversations.open(shopper, Stage.AFTER_SALE, about);
    return conversations.change(
        conversation.id(), change -> claimed(change, by, task) && said(change, by, task, reply));
  }

  private boolean claimed(Change change, Staff by, Task task) {
    return rows.claim(task, change.conversation().id(), by.id().value(), time.now());
  }

  /// Whoever tells a shopper first serves them when they answer.
  private boolean said(Change change, Staff by, Task task, ClearedReply reply) {
    if (change.conversation().status() == Status.QUEUED
        && change.conversation().waitingSince() == null) {
      change.assign(by.id());
    }
    var event =
        change.tell(
            by,
            task.id(),
            reply,
            Map.of("code", "outreach", "task", task.id(), "order", task.order()));
    rows.sentAs(task.id(), event.seq());
    return true;
  }
}
