package dev.kefu.gateway;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.ShopperId;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffChanged;
import dev.kefu.account.StaffId;
import dev.kefu.account.StaffSignedOut;
import dev.kefu.cluster.Nudge;
import dev.kefu.cluster.Signals;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.LogsGrew;
import dev.kefu.conversation.MarkMoved;
import dev.kefu.conversation.Sender;
import dev.kefu.conversation.Side;
import dev.kefu.routing.Presence;
import jakarta.annotation.PreDestroy;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Every signed-in socket of this node, found by whose it is, and the ear for what concerns them.
///
/// A nudge only marks; each socket's own thread looks in the log and decides what its actor may
/// see.
@Component
class SocketHub {

  private static final int MAX_SOCKETS_STAFF = 5;
  private static final int MAX_SOCKETS_SHOPPER = 3;
  private static final String TOPIC = "conversation";
  private static final ConcurrentLinkedDeque<Connection> NOBODY = new ConcurrentLinkedDeque<>();

  private final Signals signals;
  private final Presence presence;
  private final Set<Connection> all = ConcurrentHashMap.newKeySet();

  /// Gone, but something is still being written to them.
  private final Set<Connection> leaving = ConcurrentHashMap.newKeySet();

  private final Map<String, ConcurrentLinkedDeque<Connection>> byActor = new ConcurrentHashMap<>();
  private final Set<Connection> staff = ConcurrentHashMap.newKeySet();
  private final Followers followers = new Followers();

  /// How far nudges told that conversations are; [HeadPoll] forgets the old ones.
  private final Map<ConversationId, Long> nudged = new ConcurrentHashMap<>();

  private final Conversations conversations;
  private final WorkLists lists;
  private final Strangers strangers;
  private final Door door;

  SocketHub(
      Signals signals,
      Presence presence,
      Conversations conversations,
      Strangers strangers,
      Door door) {
    this.signals = signals;
    this.presence = presence;
    this.conversations = conversations;
    this.strangers = strangers;
    this.door = door;
    this.lists = new WorkLists(conversations, staff);
    signals.listen(TOPIC, this::grew);
  }

  void connected(Connection connection) {
    all.add(connection);
    if (door.limits(connection.peer())) {
      strangers.arrived(connection);
    }
  }

  Collection<Connection> all() {
    return all;
  }

  /// Its actor is known: from now on it hears nudges. Call before reading what was missed, so that
  /// nothing falls between.
  void signedIn(Connection connection, Actor actor) {
    strangers.left(connection);
    connection.actor(actor);
    // Inside: whoever leaves at this moment must not take the list away under it.
    var own =
        byActor.compute(
            actor.actorId(),
            (_, known) -> {
              var sockets = known == null ? new ConcurrentLinkedDeque<Connection>() : known;
              sockets.addLast(connection);
              return sockets;
            });
    if (actor instanceof Staff member) {
      staff.add(connection);
      presence.arrived(member.id());
    }
    var most = actor instanceof Staff ? MAX_SOCKETS_STAFF : MAX_SOCKETS_SHOPPER;
    while (own.size() > most) {
      var oldest = own.pollFirst();
      if (oldest == null) {
        break;
      }
      oldest.close(CloseCode.REPLACED);
    }
    if (connection.isGone()) {
      disconnected(connection);
    }
  }

  /// Those whose peer has said goodbye and whose writer still waits for it to read.
  Collection<Connection> leaving() {
    return leaving;
  }

  void disconnected(Connection connection) {
    all.remove(connection);
    if (connection.isWriting()) {
      leaving.add(connection);
    }
    strangers.left(connection);
    staff.remove(connection);
    List.copyOf(connection.told().followed()).forEach(id -> unfollow(connection, id));
    var actor = connection.actor();
    if (actor == null) {
      return;
    }
    var left =
        byActor.computeIfPresent(
            actor.actorId(),
            (_, own) -> {
              own.remove(connection);
              return own.isEmpty() ? null : own;
            });
    if (left == null && actor instanceof Staff member) {
      presence.left(member.id());
      if (byActor.containsKey(actor.actorId())) {
        // They came back in between, and that was told before they left.
        presence.arrived(member.id());
      }
    }
  }

  @PreDestroy
  void stop() {
    lists.stop();
  }

  @EventListener
  void grew(LogsGrew grew) {
    for (var log : grew.logs()) {
      signals.nudge(TOPIC + "/" + log.conversation().value(), log.head());
    }
  }

  /// Whatever it was heard from: this node, another one, or a poll.
  private void grew(Nudge nudge) {
    var conversation = new ConversationId(nudge.id());
    if (nudge.elsewhere()) {
      conversations.heard(conversation, nudge.position());
    }
    grew(conversation, nudge.position());
  }

  private void grew(ConversationId conversation, long head) {
    followers.of(conversation).forEach(c -> c.grew(conversation));
    lists.changed(conversation);
    conversations.find(conversation).ifPresent(this::tellThoseOfIt);
    // Last: where the store did not answer, the next poll finds that this was not told.
    nudged.merge(conversation, head, Math::max);
  }

  /// A new owner follows from now on, and the shopper whatever device or shop has opened it.
  private void tellThoseOfIt(Conversation conversation) {
    var owner = conversation.owner();
    if (owner != null) {
      tellUnlessFollowing(owner.value(), conversation.id());
    }
    tellUnlessFollowing(conversation.shopper().actorId(), conversation.id());
  }

  private void tellUnlessFollowing(String actor, ConversationId conversation) {
    for (var own : byActor.getOrDefault(actor, NOBODY)) {
      if (!own.told().follows(conversation)) {
        own.grew(conversation);
      }
    }
  }

  /// Makes a socket hear of a conversation. Call before reading its log, so that nothing falls
  /// between.
  void follow(Connection connection, ConversationId conversation, long written) {
    connection.told().written(conversation, written);
    followers.add(conversation, connection);
    if (connection.isGone()) {
      unfollow(connection, conversation);
    }
  }

  void unfollow(Connection connection, ConversationId conversation) {
    connection.told().unfollow(conversation);
    followers.remove(conversation, connection);
  }

  void suggested(ConversationId conversation) {
    followers.of(conversation).forEach(c -> c.suggested(conversation));
  }

  /// The shopper who waits in a conversation needs somebody at once.
  void urgent(ConversationId conversation) {
    lists.changedForAll(conversation);
  }

  /// A case of a conversation has changed.
  void caseMoved(ConversationId conversation) {
    lists.changedForAll(conversation);
  }

  void read(MarkMoved moved) {
    of(moved.participant()).stream()
        .filter(staff::contains)
        .forEach(c -> c.listed(moved.conversation()));
    followers.of(moved.conversation()).forEach(c -> c.read(moved));
  }

  /// One side has stored what the other has said.
  void delivered(ConversationId conversation, Side by, long seq) {
    for (var c : followers.of(conversation)) {
      var actor = c.actor();
      if (actor != null && Side.of(actor) != by) {
        c.delivered(conversation, seq);
      }
    }
  }

  /// A sign-in has ended: its sockets end too.
  void signedOut(StaffSignedOut out) {
    staff.stream()
        .filter(c -> c.actsUnder(out.session()))
        .forEach(c -> c.close(CloseCode.SIGN_IN_AGAIN));
  }

  /// Somebody may no longer do what they could: their sockets end, and they sign in anew if they
  /// still may.
  void changed(StaffChanged change) {
    var code = change.enabled() ? CloseCode.SIGN_IN_AGAIN : CloseCode.REVOKED;
    of(change.staff().value()).forEach(c -> c.close(code));
  }

  void banned(ShopperId shopper) {
    of(shopper.value()).forEach(c -> c.close(CloseCode.REVOKED));
  }

  void erased(ShopperId shopper) {
    of(shopper.value()).forEach(c -> c.close(CloseCode.ERASED));
  }

  Set<Connection> staff() {
    return Set.copyOf(staff);
  }

  /// Who is there of the shoppers.
  List<ShopperId> shoppers() {
    return all.stream()
        .map(Connection::actor)
        .filter(Shopper.class::isInstance)
        .map(actor -> ((Shopper) actor).id())
        .distinct()
        .toList();
  }

  boolean isFollowed(ConversationId conversation) {
    return followers.isFollowed(conversation);
  }

  /// What the sockets of this node follow.
  Set<ConversationId> followed() {
    return followers.conversations();
  }

  /// Compares what was written with where a log stands: what a lost nudge left behind is found.
  void stands(ConversationId conversation, long head, long shopperHead) {
    var behind =
        followers.of(conversation).stream()
            .anyMatch(c ->
                c.told().written(conversation)
                    < (c.actor() instanceof Shopper ? shopperHead : head));
    if (behind) {
      grew(conversation, head);
    }
  }

  /// The furthest a nudge told of late; -1 for none.
  long nudged(ConversationId conversation) {
    return nudged.getOrDefault(conversation, -1L);
  }

  void forgetNudgesBut(Set<ConversationId> those) {
    nudged.keySet().retainAll(those);
  }

  /// A log was found to have grown without a nudge.
  void missed(ConversationId conversation, long head) {
    grew(conversation, head);
  }

  /// The sockets of one actor.
  List<Connection> of(String actorId) {
    var own = byActor.get(actorId);
    return own == null ? List.of() : List.copyOf(own);
  }

  /// Tells the others of a conversation that somebody types.
  void typing(ConversationId conversation, String shopper, StaffId owner, Sender who) {
    Stream.concat(of(shopper).stream(), of(owner.value()).stream())
        .filter(c -> c.actor() != null && !c.actor().actorId().equals(who.id()))
        .forEach(c -> c.sendIfRoom(new ServerFrame.Typing(conversation, who)));
  }
}
