package dev.kefu.escalation;

import dev.kefu.account.Staff;
import dev.kefu.base.Fen;
import dev.kefu.commerce.Payouts;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Sender;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What both sides are told of a case. Staff see everything; the shopper sees that it moves and how
/// it ends, never a limit, a rule or a remark.
final class Notices {

  private Notices() {}

  static void opened(Change change, Staff by, Case opened, Duration answerWithin) {
    change.tellStaff(EventKind.ESCALATE, Conversations.agent(by), detail(opened));
    if (opened.pending()) {
      tellShopper(change, "escalated", "您的问题已升级主管处理，会在" + answerWithin.toMinutes() + "分钟内答复您");
    }
  }

  /// @param isFinal whether it cannot be taken back: only then the shopper is told of an approval
  static void decided(
      Change change, Staff by, Case decided, Decision.Outcome outcome, boolean isFinal) {
    var body = detail(decided);
    body.put("outcome", outcome);
    if (outcome == Decision.Outcome.ASK) {
      body.put("remark", decided.question());
    }
    change.tellStaff(EventKind.DECIDE, Conversations.agent(by), body);
    switch (outcome) {
      case APPROVE, CHANGE -> {
        if (isFinal) {
          approved(change, decided.form(), decided.amountFen());
        }
      }
      case REJECT -> tellShopper(change, "case_rejected", "主管已审核您的诉求，暂不能按此处理，客服会为您说明并协助");
      case PASS_UP, ASK -> {}
    }
  }

  static void approved(Change change, @Nullable String form, @Nullable Long amount) {
    tellShopper(
        change,
        "case_approved",
        amount == null || form == null ? "主管已同意您的诉求" : "主管已同意为您办理：" + what(form, amount) + "，正在处理");
  }

  /// A move of a case that is no decision; for staff.
  static void moved(Change change, Sender by, Case moved, String outcome) {
    var body = detail(moved);
    body.put("outcome", outcome);
    change.tellStaff(EventKind.DECIDE, by, body);
  }

  /// The same with what was said.
  static void said(Change change, Staff by, Case about, String outcome, String text) {
    var body = detail(about);
    body.put("outcome", outcome);
    body.put("remark", text);
    change.tellStaff(EventKind.DECIDE, Conversations.agent(by), body);
  }

  static void granted(Change change, Grants.Grant grant, String reference) {
    var body = grant(grant, "granted");
    body.put("reference", reference);
    body.put("text", done(grant.form(), grant.amountFen()));
    change.tell(EventKind.GRANT, Sender.SYSTEM, body);
  }

  static void failed(Change change, Grants.Grant grant, String why) {
    var body = grant(grant, "failed");
    body.put("text", why);
    change.tellStaff(EventKind.GRANT, Sender.SYSTEM, body);
    tellShopper(
        change,
        "grant_failed",
        Payouts.PRICE_CHANGE.equals(grant.form()) ? "改价遇到问题，客服正在为您跟进，请先不要付款" : "补偿办理遇到问题，客服正在为您跟进");
  }

  static void unknown(Change change, Grants.Grant grant) {
    var body = grant(grant, "unknown");
    body.put("text", "店铺未返回结果，正在按单号核实，不会重复打款");
    change.tellStaff(EventKind.GRANT, Sender.SYSTEM, body);
  }

  private static Map<String, @Nullable Object> grant(Grants.Grant grant, String status) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("case", grant.caseId());
    body.put("form", grant.form());
    body.put("amount_fen", grant.amountFen());
    body.put("status", status);
    return body;
  }

  private static Map<String, @Nullable Object> detail(Case c) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("case", c.id());
    body.put("version", c.version());
    body.put("kind", c.kind());
    body.put("reason", c.reason());
    body.put("order", c.order());
    body.put("sku", c.sku());
    body.put("claim_fen", c.claimFen());
    body.put("proposal_fen", c.proposalFen());
    body.put("amount_fen", c.amountFen());
    body.put("form", c.form());
    body.put("rule", c.rule());
    body.put("limit_fen", c.limitFen());
    body.put("status", c.status());
    body.put("remark", c.remark());
    body.put("needs", c.needs());
    body.put("due_at", c.dueAt());
    body.put("undo_until", c.undoUntil());
    return body;
  }

  static void tellShopper(Change change, String code, String text) {
    change.tell(EventKind.SYSTEM, Sender.SYSTEM, Map.of("code", code, "text", text));
  }

  private static String done(String form, long fen) {
    return Payouts.PRICE_CHANGE.equals(form)
        ? "订单已改价，优惠 " + Fen.yuan(fen) + " 元，请刷新订单后付款"
        : what(form, fen) + " 已办理";
  }

  private static String what(String form, long fen) {
    return fen == 0 ? Forms.name(form) : Forms.name(form) + " " + Fen.yuan(fen) + " 元";
  }
}
