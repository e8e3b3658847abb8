package dev.kefu.torture;

import dev.kefu.torture.Entry.What;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Sends one message after the other, each under its own `mid` for as long as it takes, and
/// commands under their own ids; notes what was asked and what came of it.
final class Outbox {

  private static final int LONG_TEXT = 3_000;
  private static final int LONG_ONE_IN = 60;

  private final Device device;
  private long sent;

  Outbox(Device device) {
    this.device = device;
  }

  /// Says something that names its conversation and itself.
  ///
  /// @return the code of the refusal; empty when it was stored
  String say(String conversation) throws InterruptedException {
    sent++;
    var text = "[%s %s 第%d条] 您好".formatted(conversation, device.name(), sent);
    if (device.random().nextInt(LONG_ONE_IN) == 0) {
      text += "，" + "好".repeat(LONG_TEXT);
    }
    return say(conversation, text);
  }

  String say(String conversation, String text) throws InterruptedException {
    var random = device.random();
    var mid = new UUID(random.nextLong(), random.nextLong()).toString();
    device.pen().note(What.SENDING, conversation, mid, 0, World.fingerprint(text));
    var frame = frame("send", device.nextId(), conversation);
    frame.put("mid", mid);
    frame.put("body", Map.of("kind", "text", "text", text));
    var answer = device.ask(frame);
    if (isOk(answer)) {
      var dup = answer.path("dup").asBoolean(false) ? "dup" : "";
      device.pen().note(What.STORED, conversation, mid, answer.path("seq").asLong(), dup);
      return "";
    }
    var code = answer.path("code").asString("");
    device.pen().note(What.REFUSED, conversation, mid, 0, code);
    return code;
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
