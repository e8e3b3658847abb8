package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Takes back what was said a moment ago.
///
/// Whoever has not seen the words by then never will; whoever has is told to show them no more. For
/// disputes they are kept apart from the log.
@Component
public class Recalls {

  /// So long after it was said a message may be taken back.
  public static final Duration WITHIN = Duration.ofMinutes(2);

  /// What stands where the words were.
  public static final Body.Withdrawn RECALLED = new Body.Withdrawn("recalled");

  private final EventRows events;
  private final JdbcClient jdbc;
  private final Clock clock;

  Recalls(JdbcClient jdbc, Clock clock) {
    this.events = new EventRows(jdbc);
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /// Takes back one's own message, or as a supervisor one of staff. An ended conversation is no
  /// hindrance.
  ///
  /// @param seq as the actor counts
  /// @throws Refusal `not_found` for what is no message they may see, `forbidden` for somebody
  ///   else's and after [#WITHIN], `conflict` when it was taken back before
  public Event recall(Change change, Actor by, long seq) {
    var id = ConversationAccess.requireRead(by, change.conversation()).id();
    var message = message(id, by, seq);
    if (!message.sender().id().equals(by.actorId()) && !mayForOthers(by, message)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只能撤回自己的消息");
    }
    if (clock.instant().isAfter(message.at().plus(WITHIN))) {
      throw new Refusal(ErrorCode.FORBIDDEN, "超过 " + WITHIN.toMinutes() + " 分钟的消息不能撤回");
    }
    keep(message, by);
    return change.withdraw(sender(by), message.seq(), RECALLED);
  }

  private Event message(ConversationId id, Actor by, long seq) {
    var full = by instanceof Shopper ? events.fullSeq(id, seq) : seq;
    return events.after(id, full - 1, 1).stream()
        .filter(event -> event.seq() == full && event.kind() == EventKind.MESSAGE)
        .filter(event -> !(by instanceof Shopper) || event.shopperSeq() == seq)
        .findFirst()
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这条消息"));
  }

  private static boolean mayForOthers(Actor by, Event message) {
    return by instanceof Staff staff && staff.supervises() && message.sender().isStaff();
  }

  private static Sender sender(Actor by) {
    return switch (by) {
      case Shopper shopper -> Sender.shopper(shopper);
      case Staff staff -> Conversations.agent(staff);
    };
  }

  private void keep(Event message, Actor by) {
    var kept =
        jdbc.sql(
                """
                insert into withdrawn_message (conversation, seq, body, withdrawn_by, at)
                values (:conversation, :seq, :body, :by, :at)
                on conflict (conversation, seq) do nothing
                """)
            .param("conversation", message.conversation().value())
            .param("seq", message.seq())
            .param("body", message.body())
            .param("by", by.actorId())
            .param("at", clock.millis())
            .update();
    if (kept == 0) {
      throw new Refusal(ErrorCode.CONFLICT, "这条消息已经撤回");
    }
  }
}
