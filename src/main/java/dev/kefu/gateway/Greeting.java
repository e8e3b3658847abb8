package dev.kefu.gateway;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Ids;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationFilter;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Epoch;
import dev.kefu.conversation.Status;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The first words on a socket: who is there, how things stand, what was missed.
@Component
class Greeting {

  private static final int VERSION = 1;
  private static final int MAX_CURSORS = 200;

  /// A browser's name of itself; it is kept in memory for as long as its hellos are counted.
  private static final int MAX_DEVICE = 64;

  /// Who somebody is and what they may is looked up again after this; a sign-out ends the socket at
  /// once all the same.
  private static final Duration TRUST = Duration.ofSeconds(1);

  private static final int MAX_OWN = 200;

  private final SignIns signIns;
  private final Credentials credentials;
  private final Door door;
  private final Conversations conversations;
  private final Inboxes inboxes;
  private final Follower follower;
  private final SocketHub hub;
  private final DeliveryLoops loops;
  private final Epoch epoch;
  private final SocketSettings settings;
  private final Clock clock;

  Greeting(
      SignIns signIns,
      Credentials credentials,
      Door door,
      Conversations conversations,
      Inboxes inboxes,
      Follower follower,
      SocketHub hub,
      DeliveryLoops loops,
      Epoch epoch,
      SocketSettings settings,
      Clock clock) {
    this.signIns = signIns;
    this.credentials = credentials;
    this.door = door;
    this.conversations = conversations;
    this.inboxes = inboxes;
    this.follower = follower;
    this.hub = hub;
    this.loops = loops;
    this.epoch = epoch;
    this.settings = settings;
    this.clock = clock;
  }

  void welcome(Connection connection, ClientFrame.Hello hello) {
    if (connection.actor() != null) {
      connection.close(CloseCode.BAD_FRAMES);
      return;
    }
    if (hello.v() == null || hello.v() != VERSION) {
      connection.close(CloseCode.TOO_OLD);
      return;
    }
    var cursors = hello.cursors() == null ? Map.<String, Long>of() : hello.cursors();
    if (cursors.size() > MAX_CURSORS) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "cursors 最多 " + MAX_CURSORS + " 个");
    }
    if (hello.device() != null && hello.device().length() > MAX_DEVICE) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "device 最长 " + MAX_DEVICE + " 个字符");
    }
    var tooFast = door.hello(connection.peer());
    if (tooFast > 0) {
      connection.leave(CloseCode.TOO_FAST, tooFast);
      return;
    }
    var actor = credentials.redeem(hello.ticket(), hello.visitor());
    if (actor.isEmpty()) {
      credentials.refuse(connection, hello.ticket() == null ? hello.visitor() : null);
      return;
    }
    var again = door.hello(connection.peer(), actor.get().actorId(), hello.device());
    if (again > 0) {
      connection.leave(CloseCode.TOO_FAST, again);
      return;
    }
    credentials.showed(connection, actor.get(), hello.visitor());
    var known = hello.epoch() == null || hello.epoch().equals(epoch.value());
    // It hears of changes before it reads how things stand, so that nothing falls between.
    hub.signedIn(connection, actor.get());
    connection.enqueue(
        writing -> begin(writing, hello.device(), known ? cursors : Map.of(), !known));
  }

  private void begin(
      Connection connection, @Nullable String device, Map<String, Long> cursors, boolean resync)
      throws IOException {
    connection.told().welcomed();
    var actor = connection.requireActor();
    var rows = actor instanceof Staff staff ? inboxes.of(staff) : null;
    if (rows != null) {
      rows.forEach(row -> connection.told().lists(row.conversation(), true));
    }
    connection.writeNow(
        new ServerFrame.Welcome(
            Ids.next("ses_"),
            epoch.value(),
            clock.instant(),
            settings.heartbeat().toMillis(),
            new ServerFrame.Me(actor.actorId(), role(actor), actor.name()),
            limits(actor),
            rows == null ? null : 0L,
            rows,
            resync));
    resume(connection, actor, device, cursors);
  }

  private void resume(
      Connection connection, Actor actor, @Nullable String device, Map<String, Long> cursors)
      throws IOException {
    var left = settings.resumeHello();
    for (var missed : missed(connection.told(), actor, cursors).entrySet()) {
      var most = Math.min(left, settings.resumeConversation());
      // Before it is written: a device may fail over it and cut the line.
      if (Follower.head(actor, missed.getKey()) > missed.getValue()) {
        loops.offered(actor, device, missed.getKey().id(), missed.getValue());
      }
      left -= follower.resume(connection, missed.getKey(), missed.getValue(), most);
      if (missed.getKey().waitingSince() != null) {
        // A page that was loaded anew has nothing to offer yet; it is written to the owner only.
        connection.suggested(missed.getKey().id());
      }
    }
  }

  /// What this actor follows from the start, and after which number: what it named, and what it
  /// owns.
  private Map<Conversation, Long> missed(Told told, Actor actor, Map<String, Long> cursors) {
    var missed = new LinkedHashMap<Conversation, Long>();
    cursors.forEach((id, seq) -> {
      var after = seq == null ? 0 : Math.max(0, seq);
      conversations
          .find(new ConversationId(id))
          .ifPresent(found -> {
            if (ConversationAccess.mayRead(actor, found)) {
              missed.put(found, after);
            } else {
              told.left(found.id(), after);
            }
          });
    });
    for (var own : own(actor)) {
      if (!cursors.containsKey(own.id().value())) {
        missed.put(own, 0L);
      }
    }
    return missed;
  }

  private List<Conversation> own(Actor actor) {
    return switch (actor) {
      case Shopper shopper ->
          conversations.ofShopper(shopper.id(), MAX_OWN).stream()
              .filter(found -> found.status() != Status.CLOSED)
              .toList();
      case Staff staff ->
          conversations.list(
              new ConversationFilter(
                  Status.ASSIGNED,
                  null,
                  staff.id().value(),
                  null,
                  null,
                  Long.MAX_VALUE,
                  "~",
                  MAX_OWN));
    };
  }

  private static String role(Actor actor) {
    return switch (actor) {
      case Shopper _ -> "shopper";
      case Staff staff -> staff.supervises() ? "supervisor" : "agent";
    };
  }

  private Map<String, ?> limits(Actor actor) {
    var frame = actor instanceof Shopper ? settings.shopperFrame() : settings.staffFrame();
    return Map.of(
        "text_code_points",
        Body.MAX_CODE_POINTS,
        "frame_bytes",
        frame.toBytes(),
        "cursors",
        MAX_CURSORS);
  }

  /// Who is there now: rights may have changed since `hello`.
  ///
  /// @throws Refusal `unauthorized` before `hello` and after the sign-in has ended
  Actor stillSignedIn(Connection connection) {
    var actor = connection.actor();
    if (actor == null) {
      connection.close(CloseCode.SIGN_IN_AGAIN);
      throw new Refusal(ErrorCode.UNAUTHORIZED, "请先 hello");
    }
    if (!credentials.hold(connection, System.nanoTime())) {
      throw over(connection);
    }
    if (!(actor instanceof Staff staff) || connection.lookedUpWithin(TRUST)) {
      return actor;
    }
    var now = current(staff);
    if (now == null) {
      throw over(connection);
    }
    connection.actor(now);
    connection.lookedUp();
    return now;
  }

  private static Refusal over(Connection connection) {
    connection.close(CloseCode.SIGN_IN_AGAIN);
    return new Refusal(ErrorCode.UNAUTHORIZED, "登录已过期，请重新登录");
  }

  private @Nullable Staff current(Staff staff) {
    return staff.session() == null ? null : signIns.staff(staff.session()).orElse(null);
  }

  /// Another proof of the same person on the same socket: from now on its end counts.
  void again(Connection connection, ClientFrame.Auth auth) {
    var who = credentials.redeem(auth.ticket(), auth.visitor());
    var before = connection.actor();
    if (who.isEmpty() || before == null || !before.actorId().equals(who.get().actorId())) {
      throw new Refusal(ErrorCode.UNAUTHORIZED, "凭证无效");
    }
    credentials.showed(connection, who.get(), auth.visitor());
    connection.actor(who.get());
    if (auth.id() != null) {
      connection.send(new ServerFrame.Ok(auth.id(), Map.of()));
    }
  }
}
