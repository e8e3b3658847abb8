package dev.kefu.desk;

import dev.kefu.account.Shopper;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Recalls;
import dev.kefu.conversation.Sender;
import dev.kefu.escalation.Cases;
import dev.kefu.routing.Assignments;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What shoppers ask for by name.
@Component
public class ShopperCommands {

  private static final int MAX_TEXT = 1_000;
  private static final int MAX_TAGS = 10;
  private static final int BEST = 5;

  private final Conversations conversations;
  private final Recalls recalls;
  private final Assignments assignments;
  private final Cases cases;
  private final Arguments arguments;
  private final JsonMapper json;

  ShopperCommands(
      Conversations conversations,
      Recalls recalls,
      Assignments assignments,
      Cases cases,
      Arguments arguments,
      JsonMapper json) {
    this.conversations = conversations;
    this.recalls = recalls;
    this.assignments = assignments;
    this.cases = cases;
    this.arguments = arguments;
    this.json = json;
  }

  /// @param score 1 to 5
  record Rating(int score, @Nullable List<String> tags, @Nullable String text) {
    Rating {
      var tagsFit = tags == null || tags.size() <= MAX_TAGS;
      var textFits = text == null || text.length() <= MAX_TEXT;
      if (score < 1 || score > BEST || !tagsFit || !textFits) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "score 应在 1 到 " + BEST + " 之间");
      }
    }
  }

  /// @throws Refusal `unsupported` for what a shopper cannot ask for
  public ObjectNode carryOut(Shopper shopper, Command command) {
    var self = new Sender(shopper.id().value(), "shopper", shopper.name());
    return switch (command.op()) {
      case "close" ->
          change(shopper, command, change -> assignments.close(change, self, "shopper"));
      case "reopen" ->
          change(shopper, command, change -> assignments.reopen(change, shopper, self));
      case "recall" -> {
        var which = arguments.read(command.args(), Recall.class);
        yield change(shopper, command, change -> recalls.recall(change, shopper, which.seq()));
      }
      case "rate" -> {
        var rating = arguments.read(command.args(), Rating.class);
        yield change(shopper, command, change -> change.tell(EventKind.RATE, self, rating));
      }
      case "request_human" ->
          change(
              shopper,
              command,
              change ->
                  change.tell(
                      EventKind.SYSTEM,
                      Sender.SYSTEM,
                      Map.of("code", "request_human", "text", "已为您转人工，请稍候")));
      case "cancel_case" -> {
        var which = command.args().path("case").asString(null);
        yield change(shopper, command, change -> cases.withdraw(change, shopper, which));
      }
      default -> throw new Refusal(ErrorCode.UNSUPPORTED, "不支持的命令");
    };
  }

  private ObjectNode change(Shopper shopper, Command command, Consumer<Change> work) {
    return conversations.changeOnce(
        command.requireConversation(),
        command.key(shopper.id().value()),
        ObjectNode.class,
        change -> {
          ConversationAccess.requireRead(shopper, change.conversation());
          conversations.requireKnown(shopper);
          work.accept(change);
          var answer = json.createObjectNode();
          answer.put("conversation", change.conversation().id().value());
          return answer;
        });
  }
}
