package dev.kefu.gateway;

import dev.kefu.account.ShopperBanned;
import dev.kefu.account.ShopperErased;
import dev.kefu.account.StaffChanged;
import dev.kefu.account.StaffDirectory;
import dev.kefu.account.StaffId;
import dev.kefu.account.StaffSignedOut;
import dev.kefu.assist.SuggestionsReady;
import dev.kefu.assist.WaitingWants;
import dev.kefu.cluster.Nudge;
import dev.kefu.cluster.Signals;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.MarkMoved;
import dev.kefu.conversation.Sender;
import dev.kefu.conversation.Side;
import dev.kefu.escalation.CaseDecided;
import dev.kefu.escalation.CaseOpened;
import dev.kefu.escalation.WaitingCases;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Has the sockets of this node hear what happens on it, and the other nodes nudged, so that theirs
/// do; follows the nudges of the others.
///
/// That a log has grown goes its own way, see [SocketHub]. A nudge only says where to look: what a
/// socket may see, and whether a sign-in holds, is read from the store. Only how far somebody has
/// read or received is taken from it, a number that those hear who follow the conversation.
@Component
class Neighbours {

  private static final String SUGGESTIONS = "suggestions";
  private static final String CASES = "case";
  private static final String READ = "read";
  private static final String DELIVERED = "delivered";
  private static final String TYPING = "typing";
  private static final String SIGN_INS = "sign-ins";
  private static final String ALL = "all";

  private final Signals signals;
  private final SocketHub hub;
  private final Conversations conversations;
  private final WaitingCases cases;
  private final WaitingWants wants;
  private final StaffDirectory directory;
  private final Clock clock;

  Neighbours(
      Signals signals,
      SocketHub hub,
      Conversations conversations,
      WaitingCases cases,
      WaitingWants wants,
      StaffDirectory directory,
      SignInWatch signIns,
      Clock clock) {
    this.signals = signals;
    this.hub = hub;
    this.conversations = conversations;
    this.cases = cases;
    this.wants = wants;
    this.directory = directory;
    this.clock = clock;
    elsewhere(SUGGESTIONS, nudge -> suggested(conversation(nudge)));
    elsewhere(CASES, nudge -> caseMoved(conversation(nudge)));
    elsewhere(READ, this::read);
    elsewhere(DELIVERED, this::delivered);
    elsewhere(TYPING, this::typing);
    elsewhere(SIGN_INS, _ -> signIns.look());
  }

  private void elsewhere(String kind, Consumer<Nudge> listener) {
    signals.listen(
        kind,
        nudge -> {
          if (nudge.elsewhere()) {
            listener.accept(nudge);
          }
        });
  }

  private static ConversationId conversation(Nudge nudge) {
    return new ConversationId(nudge.parts().getFirst());
  }

  private void nudge(String kind, ConversationId conversation) {
    signals.nudge(kind + "/" + conversation.value(), clock.millis());
  }

  @EventListener
  void suggestionsReady(SuggestionsReady ready) {
    suggested(ready.conversation());
    nudge(SUGGESTIONS, ready.conversation());
  }

  /// Who waits for somebody to calm them, or for a person, is shown to all who could be that; that
  /// they do so no more, too.
  private void suggested(ConversationId conversation) {
    hub.suggested(conversation);
    conversations
        .find(conversation)
        .filter(wants::renewed)
        .ifPresent(_ -> hub.urgent(conversation));
  }

  @EventListener
  void caseOpened(CaseOpened opened) {
    hub.caseMoved(opened.conversation());
    nudge(CASES, opened.conversation());
  }

  @EventListener
  void caseDecided(CaseDecided decided) {
    hub.caseMoved(decided.conversation());
    nudge(CASES, decided.conversation());
  }

  private void caseMoved(ConversationId conversation) {
    cases.forget(conversation);
    hub.caseMoved(conversation);
  }

  @EventListener
  void read(MarkMoved moved) {
    hub.read(moved);
    signals.nudge(
        READ + "/" + moved.conversation().value() + "/" + moved.participant(), moved.seq());
  }

  private void read(Nudge nudge) {
    var mark = new MarkMoved(conversation(nudge), nudge.parts().getLast(), nudge.position());
    conversations.heardRead(mark);
    hub.read(mark);
  }

  /// One side has stored what the other has said.
  void delivered(ConversationId conversation, Side by, long seq) {
    hub.delivered(conversation, by, seq);
    signals.nudge(DELIVERED + "/" + conversation.value() + "/" + by, seq);
  }

  private void delivered(Nudge nudge) {
    var by = Side.valueOf(nudge.parts().getLast());
    hub.delivered(conversation(nudge), by, nudge.position());
  }

  /// Tells the others of a conversation that somebody types.
  void typing(Conversation conversation, StaffId owner, Sender who) {
    hub.typing(conversation.id(), conversation.shopper().id().value(), owner, who);
    signals.nudge(TYPING + "/" + conversation.id().value() + "/" + who.id(), clock.millis());
  }

  /// Nothing is looked up where nobody would hear of it.
  private void typing(Nudge nudge) {
    var id = conversation(nudge);
    if (hub.isFollowed(id)) {
      conversations.find(id).ifPresent(found -> typing(found, nudge.parts().getLast()));
    }
  }

  private void typing(Conversation conversation, String who) {
    var owner = conversation.owner();
    if (owner != null) {
      sender(conversation, owner, who)
          .ifPresent(sender ->
              hub.typing(conversation.id(), conversation.shopper().id().value(), owner, sender));
    }
  }

  private Optional<Sender> sender(Conversation conversation, StaffId owner, String who) {
    if (who.equals(conversation.shopper().id().value())) {
      return Optional.of(new Sender(who, "shopper", conversation.shopper().name()));
    }
    return who.equals(owner.value())
        ? directory.find(owner).map(Conversations::agent)
        : Optional.empty();
  }

  @EventListener
  void signedOut(StaffSignedOut out) {
    hub.signedOut(out);
    signals.nudge(SIGN_INS + "/" + ALL, clock.millis());
  }

  @EventListener
  void banned(ShopperBanned banned) {
    hub.banned(banned.shopper());
    signals.nudge(SIGN_INS + "/" + ALL, clock.millis());
  }

  @EventListener
  void erased(ShopperErased erased) {
    hub.erased(erased.shopper());
    signals.nudge(SIGN_INS + "/" + ALL, clock.millis());
  }

  @EventListener
  void changed(StaffChanged change) {
    hub.changed(change);
    signals.nudge(SIGN_INS + "/" + ALL, clock.millis());
  }
}
