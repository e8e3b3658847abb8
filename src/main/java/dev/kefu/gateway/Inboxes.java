package dev.kefu.gateway;

import dev.kefu.account.Staff;
import dev.kefu.assist.WaitingWants;
import dev.kefu.commerce.Members;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationFilter;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Status;
import dev.kefu.escalation.WaitingCases;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Work lists: the conversations that concern somebody, a line each.
@Component
class Inboxes {

  private static final int MAX_ROWS = 200;

  private final Conversations conversations;
  private final WaitingCases cases;
  private final WaitingWants wants;
  private final Members members;

  Inboxes(Conversations conversations, WaitingCases cases, WaitingWants wants, Members members) {
    this.conversations = conversations;
    this.cases = cases;
    this.wants = wants;
    this.members = members;
  }

  /// What waits and what is being served, as far as this person may see it.
  List<InboxRow> of(Staff staff) {
    var visibleTo = staff.supervises() ? null : staff;
    return Stream.of(Status.QUEUED, Status.ASSIGNED)
        .flatMap(status ->
            conversations.list(ConversationFilter.of(status, visibleTo, MAX_ROWS)).stream())
        .map(conversation -> row(staff, conversation))
        .toList();
  }

  InboxRow row(Staff staff, Conversation c) {
    return new InboxRow(
        c.id(),
        c.stage(),
        c.status(),
        c.group(),
        new InboxRow.ShopperPart(
            c.shopper().id().value(), c.shopper().name(), c.shopper().verified(), tier(c)),
        c.owner(),
        new InboxRow.ContextPart(c.context().sku(), c.context().order()),
        new InboxRow.Last(c.head(), c.lastText(), c.lastAt()),
        conversations.unread(c.id(), staff),
        c.waitingSince(),
        wants.urgent(c).orElse(null),
        waitingCase(c));
  }

  private @Nullable String tier(Conversation c) {
    var buyer = c.shopper().buyer();
    return buyer == null ? null : members.glance(buyer).map(Members.Member::tier).orElse(null);
  }

  private InboxRow.@Nullable CasePart waitingCase(Conversation c) {
    return cases
        .of(c.id())
        .map(found -> new InboxRow.CasePart(found.id(), found.status(), found.dueAt()))
        .orElse(null);
  }
}
