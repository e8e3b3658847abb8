package dev.kefu.torture;

import dev.kefu.torture.Entry.What;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Sends one message after the other, each under its own `mid` for as long as it takes, and
/// commands under their own ids; notes what was asked and what came of it.
final class Outbox {

  private static final int CLAIM_FEN = 5_000;
  private static final int LONG_TEXT = 3_000;
  private static final int LONG_ONE_IN = 60;

  private final Device device;
  private long sent;

  Outbox(Device device) {
    this.device = device;
  }

  /// Opens the shopper's conversation of a stage, or finds the open one.
  ///
  /// @param order what it is about; empty for nothing
  String open(String stage, String order) throws InterruptedException {
    var frame = new LinkedHashMap<String, Object>();
    frame.put("type", "open");
    frame.put("id", device.nextId());
    frame.put("stage", stage);
    frame.put("context", order.isEmpty() ? Map.of() : Map.of("order", order));
    var answer = device.ask(frame);
    if (!isOk(answer)) {
      throw new IllegalStateException("a shopper may not open a conversation: " + answer);
    }
    return answer.path("conversation").asString();
  }

  /// Says something that names its conversation and itself.
  ///
  /// @return the code of the refusal; empty when it was stored
  String say(String conversation) throws InterruptedException {
    var random = device.random();
    var answer = say(conversation, new UUID(random.nextLong(), random.nextLong()));
    return isOk(answer) ? "" : answer.path("code").asString("");
  }

  /// The same under an id of the caller's choice.
  ///
  /// @return the server's last word
  JsonNode say(String conversation, UUID id) throws InterruptedException {
    sent++;
    var mid = id.toString();
    var text = text(conversation);
    device.pen().note(What.SENDING, conversation, mid, 0, World.fingerprint(text));
    var frame = frame("send", device.nextId(), conversation);
    frame.put("mid", mid);
    frame.put("body", Map.of("kind", "text", "text", text));
    var answer = device.ask(frame);
    if (isOk(answer)) {
      var dup = answer.path("dup").asBoolean(false) ? "dup" : "";
      device.pen().note(What.STORED, conversation, mid, answer.path("seq").asLong(), dup);
    } else {
      var code = answer.path("code").asString("");
      device.pen().note(What.REFUSED, conversation, mid, 0, code);
    }
    return answer;
  }

  private String text(String conversation) {
    var text = "[%s %s 第%d条] 您好".formatted(conversation, device.name(), sent);
    return device.random().nextInt(LONG_ONE_IN) == 0 ? text + "，" + "好".repeat(LONG_TEXT) : text;
  }

  /// Gives a command, and at times once more under the same id.
  JsonNode command(String op, String conversation, Map<String, Object> args)
      throws InterruptedException {
    var frame = frame("command", device.nextId(), conversation);
    frame.put("op", op);
    frame.put("args", args);
    var answer = command(frame);
    if (device.random().nextInt(3) == 0) {
      command(frame);
    }
    return answer;
  }

  /// Claims more for a buyer than an agent may give alone.
  JsonNode claim(String conversation, String order, String reason, int proposalFen)
      throws InterruptedException {
    return command(
        "escalate",
        conversation,
        Map.of(
            "kind",
            "compensation",
            "reason",
            reason,
            "order",
            order,
            "claim_fen",
            CLAIM_FEN,
            "proposal_fen",
            proposalFen,
            "form",
            "coupon",
            "note",
            World.STAFF_ONLY));
  }

  private JsonNode command(Map<String, Object> frame) throws InterruptedException {
    var conversation = String.valueOf(frame.get("conversation"));
    var id = String.valueOf(frame.get("id"));
    device.pen().note(What.COMMAND, conversation, id, 0, String.valueOf(frame.get("op")));
    var answer = device.ask(frame);
    if (isOk(answer)) {
      device
          .pen()
          .note(What.ANSWERED, conversation, id, answer.path("seq").asLong(), plain(answer));
    } else {
      var code = answer.path("code").asString("");
      device.pen().note(What.DENIED, conversation, id, 0, code);
    }
    return answer;
  }

  /// Its fields in the order of their names.
  private static String plain(JsonNode answer) {
    var fields = new java.util.TreeMap<String, String>();
    answer.properties().forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
    return fields.toString();
  }

  private static Map<String, Object> frame(String type, String id, String conversation) {
    var frame = new LinkedHashMap<String, Object>();
    frame.put("type", type);
    frame.put("id", id);
    frame.put("conversation", conversation);
    return frame;
  }

  static boolean isOk(JsonNode answer) {
    return answer.path("type").asString("").equals("ok");
  }
}
