package dev.kefu.gateway;

import dev.kefu.account.Actor;
import dev.kefu.account.Shopper;
import dev.kefu.account.Staff;
import dev.kefu.assist.Suggestions;
import dev.kefu.base.Body;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Stage;
import dev.kefu.conversation.Context;
import dev.kefu.conversation.Conversation;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.Pictures;
import dev.kefu.conversation.Sender;
import dev.kefu.conversation.Status;
import dev.kefu.conversation.Stored;
import dev.kefu.desk.Command;
import dev.kefu.desk.Desk;
import dev.kefu.desk.ShopperCommands;
import dev.kefu.desk.StaffCommands;
import dev.kefu.storage.DiskSpace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Carries out a signed-in socket's frames, one after the other, on the thread that reads the
/// socket.
///
/// Whatever is refused is thrown as a [Refusal]; the endpoint answers it.
@Component
class FrameRouter {

  private static final int MAX_ID = 64;
  private static final int MAX_CONTEXT = 2_000;
  private static final int RECENT = 200;
  private static final int SHORTEST_MID = 8;

  private final Conversations conversations;
  private final Pictures pictures;
  private final Desk desk;
  private final StaffCommands staffCommands;
  private final ShopperCommands shopperCommands;
  private final Suggestions suggestions;
  private final Follower follower;
  private final SocketHub hub;
  private final Neighbours neighbours;
  private final Greeting greeting;
  private final DiskSpace disk;
  private final Door door;
  private final SocketSettings settings;

  FrameRouter(
      Conversations conversations,
      Pictures pictures,
      Desk desk,
      StaffCommands staffCommands,
      ShopperCommands shopperCommands,
      Suggestions suggestions,
      Follower follower,
      SocketHub hub,
      Neighbours neighbours,
      Greeting greeting,
      DiskSpace disk,
      Door door,
      SocketSettings settings) {
    this.conversations = conversations;
    this.pictures = pictures;
    this.desk = desk;
    this.staffCommands = staffCommands;
    this.shopperCommands = shopperCommands;
    this.suggestions = suggestions;
    this.follower = follower;
    this.hub = hub;
    this.neighbours = neighbours;
    this.greeting = greeting;
    this.disk = disk;
    this.door = door;
    this.settings = settings;
  }

  void route(Connection connection, ClientFrame frame) {
    if (frame instanceof ClientFrame.Hello hello) {
      greeting.welcome(connection, hello);
      return;
    }
    var actor = greeting.stillSignedIn(connection);
    switch (frame) {
      case ClientFrame.Hello _ -> throw new IllegalStateException("greeted above");
      case ClientFrame.Open open -> open(connection, actor, open);
      case ClientFrame.Send send -> send(connection, actor, send);
      case ClientFrame.Sync sync -> sync(connection, sync);
      case ClientFrame.Ack(var conversation, var seq) ->
          mark(connection, actor, conversation, seq, false);
      case ClientFrame.Read(var conversation, var seq) ->
          mark(connection, actor, conversation, seq, true);
      case ClientFrame.Typing typing -> typing(connection, actor, typing);
      case ClientFrame.Command command -> command(connection, actor, command);
      case ClientFrame.Auth auth -> {
        connection.buckets().command();
        greeting.again(connection, auth);
      }
      case ClientFrame.Pong _ -> {}
    }
  }

  private void open(Connection connection, Actor actor, ClientFrame.Open open) {
    var id = id(open.id());
    connection.buckets().command();
    if (!(actor instanceof Shopper shopper)) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有顾客可以发起会话");
    }
    var stage = required(open.stage(), "stage");
    var context = open.context() == null ? Context.NONE : bounded(open.context());
    disk.requireRoom();
    if (begins(shopper, stage)) {
      door.requireConversation(connection.peer(), shopper);
    }
    Conversation conversation;
    connection.told().opening(true);
    try {
      conversation = conversations.open(shopper, stage, context);
      var answer = new LinkedHashMap<String, Object>();
      answer.put("conversation", conversation.id());
      answer.put("status", conversation.status());
      answer.put("head", conversation.shopperHead());
      connection.send(new ServerFrame.Ok(id, answer));
    } finally {
      connection.told().opening(false);
      connection.enqueue(follower::opened);
    }
    // Every device of this shopper hears of it from now on.
    for (var own : hub.of(shopper.actorId())) {
      own.enqueue(writing -> {
        if (!writing.told().follows(conversation.id())) {
          follower.resume(writing, conversation, 0, settings.resumeConversation());
        }
      });
    }
  }

  /// Whether an `open` makes a new conversation and does not find one.
  private boolean begins(Shopper shopper, Stage stage) {
    return conversations.ofShopper(shopper.id(), RECENT).stream()
        .noneMatch(own -> own.stage() == stage && own.status() != Status.CLOSED);
  }

  private static Context bounded(Context context) {
    for (var value :
        new @Nullable String[] {context.sku(), context.order(), context.page(), context.source()}) {
      if (value != null && value.length() > MAX_CONTEXT) {
        throw new Refusal(ErrorCode.TOO_LARGE, "context 过长");
      }
    }
    return context;
  }

  private void send(Connection connection, Actor actor, ClientFrame.Send send) {
    var id = id(send.id());
    var conversation = required(send.conversation(), "conversation");
    var mid = required(send.mid(), "mid");
    if (!isMid(mid)) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "mid 应为 UUID");
    }
    var body = checked(required(send.body(), "body"));
    // Before anything asks the store.
    switch (actor) {
      case Shopper _ -> connection.buckets().shopperSend();
      case Staff _ -> connection.buckets().staffSend();
    }
    disk.requireRoom();
    if (body instanceof Body.Image(var file)) {
      pictures.requireOwn(actor, conversation, file);
    }
    var answer = new SendAnswer(connection, id, conversation, mid);
    var suggestion = send.suggestion();
    switch (actor) {
      case Shopper shopper -> conversations.hear(shopper, conversation, mid, plain(body), answer);
      case Staff staff ->
          desk.answer(
              staff,
              conversation,
              mid,
              body,
              send.ifSeq(),
              send.override(),
              suggestion,
              suggestion == null
                  ? answer
                  : answer.andThen(stored -> noteUse(conversation, suggestion, body, stored)));
    }
  }

  /// As `[A-Za-z0-9_-]{8,64}`, which costs more than all else that is checked here.
  private static boolean isMid(String mid) {
    if (mid.length() < SHORTEST_MID || mid.length() > MAX_ID) {
      return false;
    }
    for (var i = 0; i < mid.length(); i++) {
      var c = mid.charAt(i);
      var allowed =
          (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || (c >= 'A' && c <= 'Z')
              || c == '-'
              || c == '_';
      if (!allowed) {
        return false;
      }
    }
    return true;
  }

  /// The reply is stored and answered; that it came from a suggestion is for the statistics.
  private void noteUse(ConversationId conversation, String suggestion, Body body, Stored stored) {
    if (!stored.duplicate() && body instanceof Body.Text text) {
      suggestions.used(conversation, suggestion, stored.seq(), text.text());
    }
  }

  /// A shopper's text holds no facts of the shop.
  private static Body plain(Body body) {
    return body instanceof Body.Text text ? new Body.Text(text.text()) : body;
  }

  private static Body checked(Body body) {
    return switch (body) {
      case Body.Text text -> checked(text);
      case Body.Image image -> {
        bounded(image.file(), "file");
        yield image;
      }
      case Body.Withdrawn _ -> throw new Refusal(ErrorCode.BAD_REQUEST, "body.kind 无效");
      case Body.ProductCard card -> {
        bounded(card.sku(), "sku");
        yield card;
      }
      case Body.OrderCard card -> {
        bounded(card.order(), "order");
        yield card;
      }
    };
  }

  private static Body checked(Body.Text text) {
    if (text.text() == null || text.text().isBlank()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "消息不能为空");
    }
    if (text.text().codePointCount(0, text.text().length()) > Body.MAX_CODE_POINTS) {
      throw new Refusal(ErrorCode.TOO_LARGE, "消息最长 " + Body.MAX_CODE_POINTS + " 个字");
    }
    if (!wellFormed(text.text())) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "消息含有不成对的代理字符");
    }
    return text;
  }

  private static boolean wellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static void bounded(@Nullable String value, String field) {
    if (value == null || value.isBlank() || value.length() > MAX_ID) {
      throw new Refusal(ErrorCode.BAD_REQUEST, field + " 应为 1 到 " + MAX_ID + " 个字符");
    }
  }

  private void sync(Connection connection, ClientFrame.Sync sync) {
    var id = id(sync.id());
    connection.buckets().sync();
    var conversation = required(sync.conversation(), "conversation");
    var after = notNegative(sync.after(), "after");
    follower.readable(connection.requireActor(), conversation);
    connection.enqueue(writing -> {
      try {
        follower.sync(writing, id, conversation, after);
      } catch (Refusal refusal) {
        writing.writeNow(Failures.of(id, refusal));
      }
    });
  }

  private void mark(
      Connection connection,
      Actor actor,
      @Nullable ConversationId conversation,
      @Nullable Long seq,
      boolean read) {
    connection.buckets().mark();
    var id = required(conversation, "conversation");
    follower.readable(actor, id);
    conversations.mark(actor, id, notNegative(seq, "seq"), read);
  }

  private void typing(Connection connection, Actor actor, ClientFrame.Typing typing) {
    // Asked first: what is dropped costs no look into the store.
    if (!connection.buckets().mayType()) {
      return;
    }
    var conversation = follower.readable(actor, required(typing.conversation(), "conversation"));
    var owner = conversation.owner();
    if (owner == null) {
      return;
    }
    var who =
        switch (actor) {
          case Shopper shopper -> new Sender(shopper.id().value(), "shopper", shopper.name());
          case Staff staff -> Conversations.agent(staff);
        };
    if (actor instanceof Staff staff && !staff.id().equals(owner)) {
      return;
    }
    neighbours.typing(conversation, owner, who);
  }

  private void command(Connection connection, Actor actor, ClientFrame.Command frame) {
    var id = id(frame.id());
    connection.buckets().command();
    var args = frame.args() == null ? JsonNodeFactory.instance.objectNode() : frame.args();
    if (!args.isObject()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "args 应为对象");
    }
    var command =
        new Command(id, required(frame.op(), "op"), frame.conversation(), frame.version(), args);
    var result =
        switch (actor) {
          case Shopper shopper -> shopperCommands.carryOut(shopper, command);
          case Staff staff -> carryOut(staff, command);
        };
    connection.send(new ServerFrame.Ok(id, fields(result)));
  }

  private ObjectNode carryOut(Staff staff, Command command) {
    return switch (command.op()) {
      case "suggest" -> {
        var id = required(command.conversation(), "conversation");
        follower.readable(staff, id);
        suggestions.ask(id);
        yield JsonNodeFactory.instance.objectNode();
      }
      case "feedback" -> {
        suggestions.feedback(
            staff,
            text(command.args(), "suggestion"),
            text(command.args(), "verdict"),
            command.args().hasNonNull("wording") ? text(command.args(), "wording") : null);
        yield JsonNodeFactory.instance.objectNode();
      }
      case "record_gap" -> {
        suggestions.recordGap(staff, required(command.conversation(), "conversation"));
        yield JsonNodeFactory.instance.objectNode();
      }
      default -> staffCommands.carryOut(staff, command);
    };
  }

  private static String text(JsonNode args, String field) {
    var value = args.path(field);
    if (!value.isString()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 " + field);
    }
    return value.asString();
  }

  private static Map<String, Object> fields(ObjectNode result) {
    var fields = new HashMap<String, Object>();
    result.properties().forEach(field -> fields.put(field.getKey(), field.getValue()));
    return fields;
  }

  private static String id(@Nullable String id) {
    if (id == null || id.isEmpty() || id.length() > MAX_ID) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 id");
    }
    return id;
  }

  private static long notNegative(@Nullable Long value, String field) {
    var number = required(value, field);
    if (number < 0) {
      throw new Refusal(ErrorCode.BAD_REQUEST, field + " 不能为负");
    }
    return number;
  }

  private static <T> T required(@Nullable T value, String field) {
    if (value == null) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 " + field);
    }
    return value;
  }
}
