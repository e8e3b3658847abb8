package dev.kefu.gateway;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.assist.SuggestionSet;
import dev.kefu.assist.Suggestions;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Event;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.MarkMoved;
import dev.kefu.conversation.Side;
import dev.kefu.conversation.Status;
import dev.kefu.conversation.Withdrawal;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes to a socket what its actor may see and has not been sent, straight from the log.
///
/// Runs on the socket's own thread. What a socket was sent is a single number a conversation, and
/// only that thread changes it: so nothing is sent twice, out of order or with a hole, whatever
/// nudges come.
@Component
class Follower implements Connection.Work {

  /// A page of a `sync` answer, in bytes of its frames.
  private static final int MAX_PAGE_BYTES = 256 * 1024;

  private final Conversations conversations;
  private final Inboxes inboxes;
  private final Suggestions suggestions;
  private final SocketHub hub;
  private final SocketSettings settings;
  private final JsonMapper json;
  private final FrameCodec codec;
  private final EventTexts texts = new EventTexts();

  Follower(
      Conversations conversations,
      Inboxes inboxes,
      Suggestions suggestions,
      SocketHub hub,
      SocketSettings settings,
      JsonMapper json,
      FrameCodec codec) {
    this.conversations = conversations;
    this.inboxes = inboxes;
    this.suggestions = suggestions;
    this.hub = hub;
    this.settings = settings;
    this.json = json;
    this.codec = codec;
  }

  @Override
  public void grew(Connection connection, ConversationId id) throws IOException {
    if (!connection.told().isWelcomed()) {
      return;
    }
    if (mayFollow(connection, id) && connection.told().follows(id)) {
      catchUp(connection, id);
    }
  }

  /// What is a shopper's stays theirs; for staff it is asked anew each time.
  private boolean mayFollow(Connection connection, ConversationId id) throws IOException {
    if (!(connection.actor() instanceof Staff staff)) {
      return connection.told().follows(id) || followsFromNowOn(connection, id);
    }
    var conversation = conversations.find(id);
    if (conversation.isEmpty() || !ConversationAccess.mayRead(staff, conversation.get())) {
      hub.unfollow(connection, id);
      return false;
    }
    if (!connection.told().follows(id)
        && !connection.told().isCutShort(id)
        && staff.id().equals(conversation.get().owner())) {
      var had = connection.told().left(id);
      resume(connection, conversation.get(), had, settings.resumeConversation());
    }
    return true;
  }

  /// What the socket has asked for is answered.
  void opened(Connection connection) throws IOException {
    for (var conversation : connection.told().takePutOff()) {
      grew(connection, conversation);
    }
  }

  /// A conversation that was opened for the shopper elsewhere: by another device, or by the shop.
  private boolean followsFromNowOn(Connection connection, ConversationId id) throws IOException {
    var told = connection.told();
    var conversation = conversations.find(id);
    if (conversation.isEmpty()
        || conversation.get().status() == Status.CLOSED
        || !ConversationAccess.mayRead(connection.requireActor(), conversation.get())
        || told.isCutShort(id)) {
      return false;
    }
    if (told.isOpening()) {
      told.putOff(id);
      return false;
    }
    resume(connection, conversation.get(), told.left(id), settings.resumeConversation());
    return true;
  }

  private void catchUp(Connection connection, ConversationId id) throws IOException {
    List<Event> page;
    do {
      page = page(connection, id, connection.told().written(id), Conversations.MAX_PAGE);
      for (var event : page) {
        write(connection, event);
      }
    } while (page.size() == Conversations.MAX_PAGE);
  }

  private List<Event> page(Connection connection, ConversationId id, long after, int most) {
    if (!(connection.actor() instanceof Staff staff)) {
      return conversations.afterForShopper(id, after, most);
    }
    var page = conversations.after(id, after, most);
    // Asked after it was read, so that it is at least as new: what was said after a hand-over must
    // not go to who had it before.
    return mayRead(staff, id) ? page : List.of();
  }

  private boolean mayRead(Staff staff, ConversationId id) {
    return conversations
        .find(id)
        .filter(found -> ConversationAccess.mayRead(staff, found))
        .isPresent();
  }

  private void write(Connection connection, Event event) throws IOException {
    connection.writeNow(text(connection, event));
    connection.told().written(event.conversation(), number(connection, event));
  }

  private static long number(Connection connection, Event event) {
    return connection.actor() instanceof Shopper ? event.shopperSeq() : event.seq();
  }

  /// An event's frame. Only what was taken back is told of by its number, and a shopper's is
  /// another; everything else reads the same for all who count alike.
  private byte[] text(Connection connection, Event event) {
    var number = number(connection, event);
    if (event.kind() == EventKind.RECALL && connection.actor() instanceof Shopper) {
      var withdrawn = json.readValue(event.body(), Withdrawal.class).forShopper();
      return codec.write(frame(event, number, json.writeValueAsString(withdrawn)));
    }
    return texts.of(event, number, () -> codec.write(frame(event, number, event.body())));
  }

  private static ServerFrame frame(Event event, long number, String body) {
    return new ServerFrame.EventFrame(
        event.conversation(), number, event.kind(), event.sender(), event.mid(), body, event.at());
  }

  /// Begins to follow after a known number and writes what was missed. Where that is more than
  /// `most`, the client is told to ask for the rest, and follows once it has.
  ///
  /// @param after as the actor counts; beyond the log counts as its end
  /// @return how many were written
  int resume(Connection connection, Conversation conversation, long after, int most)
      throws IOException {
    var actor = connection.requireActor();
    ConversationAccess.requireRead(actor, conversation);
    var head = head(actor, asSeen(actor, conversation, after));
    var from = Math.min(after, head);
    if (head - from > most) {
      begin(connection, conversation.id(), from, most);
      connection.told().cutShort(conversation.id(), head);
      connection.writeNow(new ServerFrame.More(conversation.id(), head));
      return most;
    }
    hub.follow(connection, conversation.id(), from);
    catchUp(connection, conversation.id());
    return (int) (head - from);
  }

  private void begin(Connection connection, ConversationId id, long after, int most)
      throws IOException {
    var last = after;
    for (var left = most; left > 0; ) {
      var page = page(connection, id, last, Math.min(left, Conversations.MAX_PAGE));
      if (page.isEmpty()) {
        return;
      }
      for (var event : page) {
        connection.writeNow(text(connection, event));
        last = number(connection, event);
        left--;
      }
    }
  }

  /// Answers `sync`: one page after a number, whether it was sent before or not.
  void sync(Connection connection, String id, ConversationId conversation, long after)
      throws IOException {
    var actor = connection.requireActor();
    var found = asSeen(actor, readable(actor, conversation), after);
    var head = head(actor, found);
    var last = Math.min(after, head);
    var bytes = 0;
    for (var event : page(connection, conversation, last, Conversations.MAX_PAGE)) {
      var text = text(connection, event);
      bytes += text.length;
      if (bytes > MAX_PAGE_BYTES && last > after) {
        break;
      }
      connection.writeNow(text);
      last = number(connection, event);
    }
    if (connection.told().written(conversation) < last) {
      if (connection.told().follows(conversation) || last >= head) {
        hub.follow(connection, conversation, last);
      }
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("conversation", conversation);
    answer.put("stage", found.stage());
    answer.put("head", head);
    answer.put("more", last < head);
    connection.writeNow(new ServerFrame.Ok(id, answer));
    if (connection.told().follows(conversation)) {
      catchUp(connection, conversation);
      marks(connection, found, Side.of(actor).other());
    }
  }

  /// How far the other side is, for a page that shows the conversation anew.
  private void marks(Connection connection, Conversation conversation, Side other)
      throws IOException {
    delivered(connection, conversation.id(), conversations.delivered(conversation, other));
    var read = conversations.readBy(conversation, other);
    if (read.isPresent() && !isOwn(connection, read.get())) {
      var seq = asCounted(connection, read.get());
      var mark = read.get();
      if (connection.told().readsAnew(mark.conversation(), mark.participant(), mark.seq(), seq)) {
        tellRead(connection, mark, seq);
      }
    }
  }

  Conversation readable(Actor actor, ConversationId id) {
    return conversations
        .find(id)
        .filter(found -> ConversationAccess.mayRead(actor, found))
        .or(() -> conversations.findAnew(id))
        .map(found -> ConversationAccess.requireRead(actor, found))
        .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个会话"));
  }

  /// The client may have seen more at another node than this one has heard of: then the store is
  /// asked, so that it is not sent again.
  private Conversation asSeen(Actor actor, Conversation conversation, long after) {
    if (after <= head(actor, conversation)) {
      return conversation;
    }
    var _ = conversations.heads(List.of(conversation.id()));
    return conversations.find(conversation.id()).orElse(conversation);
  }

  static long head(Actor actor, Conversation conversation) {
    return actor instanceof Shopper ? conversation.shopperHead() : conversation.head();
  }

  @Override
  public void list(Connection connection, ConversationId id) throws IOException {
    if (!connection.told().isWelcomed() || !(connection.actor() instanceof Staff staff)) {
      return;
    }
    var conversation = conversations.find(id);
    if (conversation.isEmpty()) {
      return;
    }
    var may = ConversationAccess.mayRead(staff, conversation.get());
    // Once more after the right is gone, so that the line leaves the screen.
    if (may || connection.told().lists(id)) {
      // First, since a number that is taken has to be told.
      var row = inboxes.row(staff, conversation.get());
      connection.writeNow(new ServerFrame.Inbox(connection.told().nextRev(), row));
    }
    connection.told().lists(id, may);
  }

  @Override
  public void suggest(Connection connection, ConversationId id) throws IOException {
    if (!(connection.actor() instanceof Staff staff)) {
      return;
    }
    var owned =
        conversations.find(id).filter(found -> staff.id().equals(found.owner())).isPresent();
    var set = owned ? suggestions.shownTo(staff, id) : Optional.<SuggestionSet>empty();
    if (set.isPresent()) {
      var drafts = suggestions.wordings(set.get());
      connection.writeNow(
          new ServerFrame.SuggestionsFrame(
              id,
              set.get().forSeq(),
              set.get().cards(),
              set.get().abstained(),
              set.get().wants(),
              drafts));
    }
  }

  @Override
  public void read(Connection connection, MarkMoved moved) throws IOException {
    if (isOwn(connection, moved)) {
      return;
    }
    var seq = asCounted(connection, moved);
    if (connection.told().reads(moved.conversation(), moved.participant(), moved.seq(), seq)) {
      tellRead(connection, moved, seq);
    }
  }

  private static boolean isOwn(Connection connection, MarkMoved moved) {
    return connection.requireActor().actorId().equals(moved.participant());
  }

  private long asCounted(Connection connection, MarkMoved moved) {
    return connection.actor() instanceof Shopper
        ? conversations.shopperSeq(moved.conversation(), moved.seq())
        : moved.seq();
  }

  private static void tellRead(Connection connection, MarkMoved moved, long seq)
      throws IOException {
    connection.writeNow(new ServerFrame.Read(moved.conversation(), moved.participant(), seq));
  }

  @Override
  public void delivered(Connection connection, ConversationId id, long seq) throws IOException {
    if (!connection.told().follows(id)) {
      return;
    }
    var number = connection.actor() instanceof Shopper ? conversations.shopperSeq(id, seq) : seq;
    if (connection.told().reachesFurther(id, number)) {
      connection.writeNow(new ServerFrame.DeliveredFrame(id, number));
    }
  }
}
