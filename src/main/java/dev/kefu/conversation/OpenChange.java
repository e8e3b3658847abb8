package dev.kefu.conversation;

import dev.kefu.account.StaffId;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// One conversation being changed on the writer's thread; numbers what is appended.
final class OpenChange implements Change {

  private static final int PREVIEW_CODE_POINTS = 80;

  private final ConversationRows conversations;
  private final EventRows events;
  private final JsonMapper json;
  private final Clock clock;
  private Conversation now;

  OpenChange(
      Conversation before,
      ConversationRows conversations,
      EventRows events,
      JsonMapper json,
      Clock clock) {
    this.now = before;
    this.conversations = conversations;
    this.events = events;
    this.json = json;
    this.clock = clock;
  }

  @Override
  public Conversation conversation() {
    return now;
  }

  @Override
  public Event tell(EventKind kind, Sender sender, Object body) {
    return append(kind, sender, null, json.writeValueAsString(body), true);
  }

  @Override
  public Event tellStaff(EventKind kind, Sender sender, Object body) {
    return append(kind, sender, null, json.writeValueAsString(body), false);
  }

  /// Appends a message, which both sides see.
  Event say(Sender sender, String mid, Body body) {
    var event =
        append(
            EventKind.MESSAGE,
            sender,
            mid,
            json.writerFor(Body.class).writeValueAsString(body),
            true);
    var byShopper = "shopper".equals(sender.role());
    now =
        now.toBuilder()
            .lastText(preview(body))
            .waitingSince(byShopper ? waitingSince(event.at()) : null)
            .lastStaffSeq(byShopper ? now.lastStaffSeq() : event.seq())
            .build();
    return event;
  }

  private Instant waitingSince(Instant at) {
    var since = now.waitingSince();
    return since == null ? at : since;
  }

  private Event append(
      EventKind kind, Sender sender, @Nullable String mid, String body, boolean shopperSees) {
    var at = at();
    now =
        now.toBuilder()
            .head(now.head() + 1)
            .shopperHead(now.shopperHead() + (shopperSees ? 1 : 0))
            .lastAt(at)
            .build();
    var event =
        new Event(
            now.id(), now.head(), shopperSees ? now.shopperHead() : 0, kind, sender, mid, body, at);
    events.insert(event);
    return event;
  }

  /// Never before what came last, even when the machine's clock steps back: order is `seq`, and
  /// times shown beside it must not contradict it.
  private Instant at() {
    var reading = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return reading.isBefore(now.lastAt()) ? now.lastAt() : reading;
  }

  @Override
  public void assign(StaffId owner) {
    now = now.toBuilder().status(Status.ASSIGNED).owner(owner).build();
  }

  @Override
  public void queue(String group) {
    now = now.toBuilder().status(Status.QUEUED).group(group).owner(null).build();
  }

  @Override
  public void close() {
    now = now.toBuilder().status(Status.CLOSED).waitingSince(null).build();
  }

  @Override
  public void reopen() {
    conversations
        .open(now.shopper().id(), now.stage())
        .ifPresent(other -> {
          throw new Refusal(
              ErrorCode.CONFLICT, "该顾客已有进行中的会话", Map.of("conversation", other.id().value()));
        });
    var status = now.owner() == null ? Status.QUEUED : Status.ASSIGNED;
    now = now.toBuilder().status(status).build();
  }

  private static String preview(Body body) {
    return switch (body) {
      case Body.Text(var text, _) -> cut(text);
      case Body.Image _ -> "[图片]";
      case Body.ProductCard _ -> "[商品]";
      case Body.OrderCard _ -> "[订单]";
    };
  }

  private static String cut(String text) {
    var points = text.codePointCount(0, text.length());
    return points <= PREVIEW_CODE_POINTS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, PREVIEW_CODE_POINTS)) + "…";
  }
}
