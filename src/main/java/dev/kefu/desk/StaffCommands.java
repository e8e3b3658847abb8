package dev.kefu.desk;

import dev.kefu.account.SignIns;
import dev.kefu.account.Staff;
import dev.kefu.account.StaffId;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.Change;
import dev.kefu.conversation.ConversationAccess;
import dev.kefu.conversation.Conversations;
import dev.kefu.conversation.EventKind;
import dev.kefu.conversation.Recalls;
import dev.kefu.escalation.Case;
import dev.kefu.escalation.Cases;
import dev.kefu.escalation.ClaimRequest;
import dev.kefu.escalation.Decision;
import dev.kefu.routing.Assignments;
import dev.kefu.routing.Presence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What staff ask for by name. Each is carried out once for its id, however often it is sent.
@Component
public class StaffCommands {

  private static final int MAX_TEXT = 4_000;

  private final Conversations conversations;
  private final Recalls recalls;
  private final Assignments assignments;
  private final Presence presence;
  private final Cases cases;
  private final SignIns signIns;
  private final Arguments arguments;
  private final JsonMapper json;

  StaffCommands(
      Conversations conversations,
      Recalls recalls,
      Assignments assignments,
      Presence presence,
      Cases cases,
      SignIns signIns,
      Arguments arguments,
      JsonMapper json) {
    this.conversations = conversations;
    this.recalls = recalls;
    this.assignments = assignments;
    this.presence = presence;
    this.cases = cases;
    this.signIns = signIns;
    this.arguments = arguments;
    this.json = json;
  }

  record Transfer(@Nullable StaffId toStaff, @Nullable String toGroup, @Nullable String note) {}

  record Close(@Nullable String reason) {}

  record Note(String text, @Nullable List<String> mentions) {
    Note {
      if (text == null || text.isBlank() || text.length() > MAX_TEXT) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "text 应为 1 到 " + MAX_TEXT + " 个字");
      }
    }
  }

  record PresenceArgs(Presence.State state, @Nullable Integer capacity) {
    PresenceArgs {
      if (state == null) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "缺少字段 state");
      }
    }
  }

  /// @return the fields of the answer
  /// @throws Refusal `unsupported` for an unknown name, or why it was not carried out
  public ObjectNode carryOut(Staff staff, Command command) {
    return switch (command.op()) {
      case "take" -> change(staff, command, change -> assignments.take(change, staff));
      case "take_over" -> change(staff, command, change -> assignments.takeOver(change, staff));
      case "transfer" -> transfer(staff, command);
      case "close" -> close(staff, command);
      case "reopen" ->
          change(
              staff,
              command,
              change -> {
                Assignments.requireOwnerOrSupervisor(change, staff);
                assignments.reopen(change, staff, Conversations.agent(staff));
              });
      case "note" -> note(staff, command, "note");
      case "whisper" -> note(staff, command, "whisper");
      case "recall" -> {
        var which = arguments.read(command.args(), Recall.class);
        yield change(staff, command, change -> recalls.recall(change, staff, which.seq()));
      }
      case "presence" -> presence(staff, command);
      case "escalate" -> escalate(staff, command);
      case "decide" -> decide(staff, command);
      case "cancel_case" -> cancel(staff, command);
      case "undo_decision" -> undo(staff, command);
      case "answer_case" -> answerCase(staff, command);
      default -> throw new Refusal(ErrorCode.UNSUPPORTED, "不支持的命令");
    };
  }

  private ObjectNode transfer(Staff staff, Command command) {
    var to = arguments.read(command.args(), Transfer.class);
    return change(
        staff,
        command,
        change -> assignments.transfer(change, staff, to.toStaff(), to.toGroup(), to.note()));
  }

  private ObjectNode close(Staff staff, Command command) {
    var close = arguments.read(command.args(), Close.class);
    return change(
        staff,
        command,
        change -> {
          Assignments.requireOwnerOrSupervisor(change, staff);
          assignments.close(change, Conversations.agent(staff), close.reason());
        });
  }

  /// Notes are for staff; anybody who may read the conversation may leave one.
  private ObjectNode note(Staff staff, Command command, String form) {
    var note = arguments.read(command.args(), Note.class);
    if (form.equals("whisper") && !staff.supervises()) {
      throw new Refusal(ErrorCode.FORBIDDEN, "只有主管可以发悄悄话");
    }
    return change(
        staff,
        command,
        change -> {
          ConversationAccess.requireRead(staff, change.conversation());
          change.tellStaff(
              EventKind.NOTE,
              Conversations.agent(staff),
              Map.of(
                  "form",
                  form,
                  "text",
                  note.text(),
                  "mentions",
                  note.mentions() == null ? List.of() : note.mentions()));
        });
  }

  private ObjectNode presence(Staff staff, Command command) {
    var wanted = arguments.read(command.args(), PresenceArgs.class);
    var here = presence.set(staff.id(), wanted.state(), wanted.capacity());
    return json.valueToTree(here);
  }

  private ObjectNode escalate(Staff staff, Command command) {
    var request = arguments.read(command.args(), ClaimRequest.class);
    var id = command.requireConversation();
    var earlier = earlier(staff, command);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    var conversation =
        conversations
            .find(id)
            .map(found -> ConversationAccess.requireRead(staff, found))
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个会话"));
    var claim = cases.check(conversation, request);
    return answering(staff, command, change -> told(cases.open(change, staff, claim)));
  }

  private ObjectNode decide(Staff staff, Command command) {
    var args = command.args();
    var decision = arguments.read(args, Decision.class);
    var found = find(args.path("case").asString(""));
    var earlier = earlier(staff, command.in(found.conversation()));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    if (decision.approves()) {
      signIns.requireFresh(staff);
    }
    var version = command.version() == null ? args.path("version").asInt(0) : command.version();
    var checked = cases.check(staff, found, decision);
    return answering(
        staff,
        command.in(found.conversation()),
        change -> told(cases.decide(change, staff, version, checked)));
  }

  private ObjectNode cancel(Staff staff, Command command) {
    var found = find(command.args().path("case").asString(""));
    return answering(
        staff,
        command.in(found.conversation()),
        change -> told(cases.cancel(change, staff, found.id())));
  }

  private ObjectNode undo(Staff staff, Command command) {
    var found = find(command.args().path("case").asString(""));
    return answering(
        staff,
        command.in(found.conversation()),
        change -> told(cases.undo(change, staff, found.id())));
  }

  private ObjectNode answerCase(Staff staff, Command command) {
    var found = find(command.args().path("case").asString(""));
    var text = command.args().path("text").asString(null);
    return answering(
        staff,
        command.in(found.conversation()),
        change -> told(cases.answer(change, staff, found.id(), text)));
  }

  /// What the same command was answered before. Asked ahead of checks whose outcome changes with
  /// time: a repeat is answered as the first was.
  private Optional<ObjectNode> earlier(Staff staff, Command command) {
    return conversations.answered(
        command.requireConversation(), command.key(staff.id().value()), ObjectNode.class);
  }

  private Case find(String id) {
    return cases.find(id).orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "没有这个案件"));
  }

  private ObjectNode told(Case opened) {
    var answer = json.createObjectNode();
    answer.put("case", opened.id());
    answer.put("status", opened.status());
    answer.put("version", opened.version());
    answer.put("conversation", opened.conversation().value());
    return answer;
  }

  private ObjectNode change(Staff staff, Command command, Consumer<Change> work) {
    return answering(
        staff,
        command,
        change -> {
          work.accept(change);
          var answer = json.createObjectNode();
          answer.put("conversation", change.conversation().id().value());
          answer.put("seq", change.conversation().head());
          return answer;
        });
  }

  private ObjectNode answering(Staff staff, Command command, Function<Change, ObjectNode> work) {
    return conversations.changeOnce(
        command.requireConversation(), command.key(staff.id().value()), ObjectNode.class, work);
  }
}
