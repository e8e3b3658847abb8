package dev.kefu.conversation;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.rulebook.ClearedReply;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One conversation being changed on the writer's thread, in memory; numbers what is appended.
final class OpenChange implements Change {

  static final String WITHDRAWN = "[已撤回]";

  private static final String ERASED = "erased";

  private static final int PREVIEW_CODE_POINTS = 80;

  private final OpenLog log;
  private final ConversationRows conversations;
  private final EventRows events;
  private final Overrides overrides;
  private final JsonMapper json;
  private final Clock clock;

  OpenChange(
      OpenLog log,
      ConversationRows conversations,
      EventRows events,
      Overrides overrides,
      JsonMapper json,
      Clock clock) {
    this.log = log;
    this.conversations = conversations;
    this.events = events;
    this.overrides = overrides;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Conversation conversation() {
    return log.now();
  }

  /// The numbers an earlier try may have.
  long[] candidates(Sender sender, String mid) {
    return log.candidates(sender.id(), mid);
  }

  @Override
  public Event tell(EventKind kind, Sender sender, Object body) {
    return append(kind, sender, null, json.writeValueAsString(body), true);
  }

  @Override
  public Event tell(Staff author, String of, ClearedReply reply, Map<String, Object> about) {
    var body = new TreeMap<>(about);
    if (reply.body() instanceof Body.Text(var text, _)) {
      body.put("text", text);
    }
    overrides.keep(author, log.now(), of, reply);
    return tell(EventKind.SYSTEM, Conversations.agent(author), body);
  }

  @Override
  public Event tellStaff(EventKind kind, Sender sender, Object body) {
    return append(kind, sender, null, json.writeValueAsString(body), false);
  }

  @Override
  public Event withdraw(Sender by, long seq, Body.Withdrawn instead) {
    var id = log.now().id();
    var message = events.after(id, seq - 1, 1).getFirst();
    events.rewrite(id, seq, json.writerFor(Body.class).writeValueAsString(instead));
    if (!events.isSaidAfter(id, seq)) {
      log.now(log.now().toBuilder().lastText(WITHDRAWN).build());
    }
    return tell(EventKind.RECALL, by, new Withdrawal(seq, message.shopperSeq()));
  }

  /// Its words are gone from the database, and who the shopper was: ends it if need be and says so
  /// to staff, also on other nodes.
  void erased(Sender by, Shopper nobody) {
    if (log.now().status() != Status.CLOSED) {
      close();
      tell(EventKind.CLOSE, by, Map.of("reason", ERASED));
    }
    tellStaff(EventKind.RECALL, by, Map.of("all", true, "why", ERASED));
    log.now(log.now().toBuilder().erased(nobody).build());
  }

  /// Appends a message, which both sides see.
  Event say(Saying.Message message) {
    var event = append(EventKind.MESSAGE, message.sender(), message.mid(), message.json(), true);
    var now = log.now();
    var byShopper = message.sender().isShopper();
    log.now(
        now.toBuilder()
            .lastText(preview(message.body()))
            .waitingSince(byShopper ? waitingSince(now, event.at()) : null)
            .lastStaffSeq(byShopper ? now.lastStaffSeq() : event.seq())
            .build());
    return event;
  }

  private static Instant waitingSince(Conversation now, Instant at) {
    var since = now.waitingSince();
    return since == null ? at : since;
  }

  private Event append(
      EventKind kind, Sender sender, @Nullable String mid, String body, boolean shopperSees) {
    var before = log.now();
    var at = at(before);
    var now =
        before.toBuilder()
            .head(before.head() + 1)
            .shopperHead(before.shopperHead() + (shopperSees ? 1 : 0))
            .lastAt(at)
            .build();
    log.now(now);
    var event =
        new Event(
            now.id(), now.head(), shopperSees ? now.shopperHead() : 0, kind, sender, mid, body, at);
    log.append(event);
    return event;
  }

  /// Never before what came last, even when the machine's clock steps back: order is `seq`, and
  /// times shown beside it must not contradict it.
  private Instant at(Conversation before) {
    var reading = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return reading.isBefore(before.lastAt()) ? before.lastAt() : reading;
  }

  @Override
  public void assign(StaffId owner) {
    log.now(log.now().toBuilder().status(Status.ASSIGNED).owner(owner).build());
  }

  @Override
  public void queue(String group) {
    log.now(log.now().toBuilder().status(Status.QUEUED).group(group).owner(null).build());
  }

  @Override
  public void close() {
    log.now(log.now().toBuilder().status(Status.CLOSED).waitingSince(null).build());
  }

  @Override
  public void reopen(Actor by) {
    var now = log.now();
    conversations
        .open(now.shopper().id(), now.stage())
        .ifPresent(other -> {
          var details =
              ConversationAccess.mayRead(by, other)
                  ? Map.of("conversation", other.id().value())
                  : Map.<String, String>of();
          throw new Refusal(ErrorCode.CONFLICT, "该顾客已有进行中的会话", details);
        });
    var status = now.owner() == null ? Status.QUEUED : Status.ASSIGNED;
    log.now(now.toBuilder().status(status).build());
  }

  private static String preview(Body body) {
    return switch (body) {
      case Body.Text(var text, _) -> cut(text);
      case Body.Image _ -> "[图片]";
      case Body.ProductCard _ -> "[商品]";
      case Body.OrderCard _ -> "[订单]";
      case Body.Withdrawn _ -> WITHDRAWN;
    };
  }

  private static String cut(String text) {
    var points = text.codePointCount(0, text.length());
    return points <= PREVIEW_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, PREVIEW_CODE_POINTS)) + "…";
  }
}
