package dev.kefu.escalation;

import dev.kefu.account.Role;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Sender;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a case moves without being decided: an approval is taken back, a question is answered, the
/// shopper withdraws, the clock passes it on. Each is a guarded update inside the conversation's
/// change: of several at once exactly one wins.
final class CaseMoves {

  private static final int MAX_ANSWER = 2_000;

  private final CaseRows rows;
  private final Grants grants;
  private final EscalationSettings settings;

  CaseMoves(CaseRows rows, Grants grants, EscalationSettings settings) {
    this.rows = rows;
    this.grants = grants;
    this.settings = settings;
  }

  /// Takes an approval back before the shop was asked to pay.
  ///
  /// @return whether it was in time
  boolean undo(Change change, Staff by, Case found, Instant now) {
    var until = found.undoUntil();
    if (!found.status().equals("approved") || until == null || !now.isBefore(until)) {
      throw tooLate(found);
    }
    if (!by.id().value().equals(found.decidedBy()) && !by.is(Role.MANAGER)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只能撤销自己的决定");
    }
    rows.openTwin(found)
        .ifPresent(twin -> {
          throw new Refusal(ErrorCode.CONFLICT, "同一诉求已有新的案件", Map.of("case", twin));
        });
    if (!grants.withdraw(found.id(), now)) {
      throw tooLate(found);
    }
    var undone = rows.undo(found.id(), found.version());
    if (undone) {
      Notices.moved(change, Conversations.agent(by), again(found), "undo");
    }
    return undone;
  }

  private static Refusal tooLate(Case found) {
    return new Refusal(
        ErrorCode.CONFLICT,
        "已过撤销时间，或该案件没有可撤销的决定",
        Map.of("status", found.status(), "version", found.version()));
  }

  /// Answers what a supervisor asked.
  boolean answer(Change change, Staff by, Case found, @Nullable String text, Instant now) {
    ConversationAccess.requireRead(by, change.conversation());
    if (text == null || text.isBlank() || text.length() > MAX_ANSWER) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "text 应为 1 到 " + MAX_ANSWER + " 个字");
    }
    if (found.question() == null) {
      throw new Refusal(
          ErrorCode.CONFLICT,
          "没有待回答的追问",
          Map.of("status", found.status(), "version", found.version()));
    }
    var answered = rows.question(found.id(), found.version(), null);
    if (answered) {
      rows.say(found.id(), "answer", by, text.strip(), now);
      Notices.said(change, by, again(found), "answer", text.strip());
    }
    return answered;
  }

  /// The shopper wants it no more.
  boolean withdraw(Change change, Shopper by, Case found, Instant now) {
    var ended =
        rows.end(
            found.id(),
            found.version(),
            "cancelled",
            by.id().value(),
            by.name(),
            null,
            null,
            null,
            now);
    if (ended) {
      var self = new Sender(by.id().value(), "shopper", by.name());
      Notices.moved(change, self, again(found), "cancel");
      Notices.tellShopper(change, "case_cancelled", "已按您的要求撤回诉求，如有需要可随时再联系我们");
    }
    return ended;
  }

  /// What the clock does to a case nobody has decided in time: it goes to the store manager, and
  /// after the last moment it ends without a decision.
  ///
  /// @return whether there was anything to do
  boolean overdue(Change change, Case found, Instant now) {
    if (!found.pending()) {
      return false;
    }
    if (!found.openedAt().plus(settings.expireAfter()).isAfter(now)) {
      return expire(change, found, now);
    }
    if (found.needs().equals("manager") || found.dueAt().isAfter(now)) {
      return false;
    }
    return pass(change, found, now);
  }

  private boolean pass(Change change, Case found, Instant now) {
    var passed = rows.pass(found.id(), found.version(), now, now.plus(settings.managerWithin()));
    if (passed) {
      Notices.moved(change, Sender.SYSTEM, again(found), "overdue");
      Notices.tellShopper(
          change,
          "case_late",
          "抱歉让您久等了，您的问题已转请店长处理，会在" + within(settings.managerWithin()) + "内答复您");
    }
    return passed;
  }

  private boolean expire(Change change, Case found, Instant now) {
    var ended =
        rows.end(
            found.id(),
            found.version(),
            "expired",
            Sender.SYSTEM.id(),
            Sender.SYSTEM.name(),
            null,
            null,
            null,
            now);
    if (ended) {
      Notices.moved(change, Sender.SYSTEM, again(found), "expire");
      Notices.tellShopper(change, "case_expired", "非常抱歉，您的问题没有按时处理完，客服会马上为您重新跟进");
    }
    return ended;
  }

  private static String within(Duration time) {
    return time.toMinutes() + "分钟";
  }

  private Case again(Case found) {
    return rows.find(found.id()).orElseThrow();
  }
}
