package dev.kefu.desk;

import dev.kefu.account.Staff;
import dev.kefu.assist.Suggestions;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Answer;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Status;
import dev.kefu.escalation.Cases;
import dev.kefu.rulebook.ClearedReply;
import dev.kefu.rulebook.Draft;
import dev.kefu.rulebook.Rulebook;
import dev.kefu.rulebook.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How staff answer a shopper: facts read again, promises checked, then stored.
@Component
public class Desk {

  private final Conversations conversations;
  private final SlotCheck slots;
  private final Rulebook rulebook;
  private final Cases cases;
  private final Suggestions suggestions;

  Desk(
      Conversations conversations,
      SlotCheck slots,
      Rulebook rulebook,
      Cases cases,
      Suggestions suggestions) {
    this.conversations = conversations;
    this.slots = slots;
    this.rulebook = rulebook;
    this.cases = cases;
    this.suggestions = suggestions;
  }

  /// Sends a reply, typed or suggested. Reads the shop and so may block; does not wait for the
  /// disk.
  ///
  /// @param mid the sender's own id; a repeat finds the first and is not checked again, because
  ///   what it said was true when it was said
  /// @param ifSeq the last public message of staff the author has seen; null to send regardless
  /// @param reason why it is sent past its warnings; null unless the author has named one
  /// @param suggestion the card it was begun with; null for none
  /// @param answer hears how it went, unless this throws
  /// @throws Refusal `conflict` for a card whose article no longer holds, `fact_changed`,
  ///   `promise_blocked`, `needs_approval`, `forbidden`, `closed`, `mid_conflict`, `not_found`;
  ///   what only the log can tell comes to `answer`
  public void answer(
      Staff author,
      ConversationId id,
      String mid,
      Body body,
      @Nullable Long ifSeq,
      @Nullable String reason,
      @Nullable String suggestion,
      Answer answer) {
    var conversation =
        conversations
            .find(id)
            .filter(found -> isMine(author, found))
            .or(() -> conversations.findAnew(id))
            .map(found -> ConversationAccess.requireRead(author, found))
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个会话"));
    var earlier = conversations.repeated(author, id, mid, body);
    if (earlier.isPresent()) {
      answer.stored(earlier.get());
      return;
    }
    requireMine(author, conversation);
    if (suggestion != null) {
      suggestions.requireInForce(id, suggestion);
    }
    slots.requireTrue(body);
    var reply = cleared(author, conversation, body).past(reason);
    conversations.answer(author, id, mid, reply, ifSeq, answer);
  }

  private static boolean isMine(Staff author, Conversation conversation) {
    return author.id().equals(conversation.owner()) && conversation.status() != Status.CLOSED;
  }

  /// Asked here only to spare the checks below; the log asks again inside its transaction.
  private static void requireMine(Staff author, Conversation conversation) {
    if (conversation.status() == Status.CLOSED) {
      throw new Refusal(ErrorCode.CLOSED, "会话已结束");
    }
    if (!author.id().equals(conversation.owner())) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有接待人可以回复，请先接入或接管");
    }
  }

  private ClearedReply cleared(Staff author, Conversation conversation, Body body) {
    var draft =
        new Draft(
            author,
            body,
            conversation.context().sku(),
            conversation.context().order(),
            conversation.shopper().buyer(),
            cases.settled(conversation.id()));
    return switch (rulebook.check(draft)) {
      case Verdict.Cleared(var reply) -> reply;
      case Verdict.Blocked(var findings) ->
          throw new Refusal(
              ErrorCode.PROMISE_BLOCKED, findings.getFirst().text(), Map.of("findings", findings));
      case Verdict.NeedsApproval needed -> throw needsApproval(needed, conversation);
    };
  }

  /// Brings the case along, filled in as far as the text tells, so that one key files it.
  private static Refusal needsApproval(Verdict.NeedsApproval needed, Conversation conversation) {
    var proposal = new LinkedHashMap<String, @Nullable Object>();
    proposal.put("conversation", conversation.id().value());
    proposal.put("kind", needed.kind());
    proposal.put("reason", needed.finding().rule());
    proposal.put("proposal_fen", needed.amountFen());
    proposal.put("form", needed.form());
    proposal.put("order", conversation.context().order());
    proposal.put("sku", conversation.context().sku());
    return new Refusal(
        ErrorCode.NEEDS_APPROVAL,
        needed.finding().text(),
        Map.of("case", proposal, "findings", java.util.List.of(needed.finding())));
  }
}
