package dev.kefu.fuzz;

import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.kefu.base.Body;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.TestConversations;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A right frame of each type there is, made from the types themselves: one that is added later is
/// covered without a word here.
final class Shapes {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /// What the commands of the protocol take; the frame itself says nothing about it.
  private static final Map<String, String> ARGUMENTS =
      Map.ofEntries(
          Map.entry("take", "{}"),
          Map.entry("take_over", "{}"),
          Map.entry("transfer", "{'to_group':'pre_sale','note':'$M'}"),
          Map.entry("close", "{'reason':'$M'}"),
          Map.entry("reopen", "{}"),
          Map.entry("recall", "{'seq':1}"),
          Map.entry("note", "{'text':'$M','mentions':['usr_x']}"),
          Map.entry("whisper", "{'text':'$M','mentions':['usr_x']}"),
          Map.entry("presence", "{'state':'online','capacity':5}"),
          Map.entry("suggest", "{}"),
          Map.entry("feedback", "{'suggestion':'sug_x','verdict':'good'}"),
          Map.entry("rate", "{'score':5,'tags':['$M'],'text':'$M'}"),
          Map.entry("request_human", "{}"),
          Map.entry("cancel_case", "{'case':'case_x'}"),
          Map.entry(
              "decide",
              "{'case':'case_x','version':1,'outcome':'approve','amount_fen':100,'form':'refund','remark':'$M'}"),
          Map.entry(
              "escalate",
              "{'kind':'question','reason':'$M','order':'$M','sku':'$M','claim_fen':100,'proposal_fen':100,'form':'refund','evidence':['file_x'],'note':'$M'}"));

  private final List<Class<?>> types;
  private final RandomGenerator random;

  Shapes(RandomGenerator random) {
    this.random = random;
    types = List.of(types("dev.kefu.gateway.ClientFrame"));
  }

  private static Class<?>[] types(String sealed) {
    try {
      return Class.forName(sealed).getPermittedSubclasses();
    } catch (ClassNotFoundException e) {
      throw new AssertionError("where are the frames?", e);
    }
  }

  /// The wire names of a sealed frame type.
  static List<String> names(String sealed) {
    return List.of(types(sealed)).stream().map(Shapes::name).toList();
  }

  private static String name(Class<?> type) {
    return type.getAnnotation(JsonTypeName.class).value();
  }

  /// Any frame, right in itself.
  ///
  /// @param marker stands in every field that may hold words, and is its id
  /// @param conversation the one it is about
  ObjectNode any(String marker, String conversation) {
    var type = types.get(random.nextInt(types.size()));
    var frame = JSON.objectNode().put("type", name(type));
    for (var part : type.getRecordComponents()) {
      frame.set(snake(part.getName()), value(part, marker, conversation));
    }
    if (frame.has("op")) {
      var op = List.copyOf(ARGUMENTS.keySet()).get(random.nextInt(ARGUMENTS.size()));
      frame.put("op", op);
      frame.set("args", arguments(op, marker));
    }
    return frame;
  }

  private static JsonNode arguments(String op, String marker) {
    var text = ARGUMENTS.getOrDefault(op, "{}").replace('\'', '"').replace("$M", marker);
    return TestConversations.JSON.readTree(text);
  }

  private JsonNode value(RecordComponent part, String marker, String conversation) {
    var type = part.getType();
    if (type == ConversationId.class) {
      return JSON.stringNode(conversation);
    }
    if (type == Body.class) {
      return JSON.objectNode().put("kind", "text").put("text", "有没有 " + marker);
    }
    if (Map.class.isAssignableFrom(type)) {
      return JSON.objectNode().put(conversation, 0);
    }
    if (type == String.class) {
      return JSON.stringNode(marker);
    }
    if (type.isEnum()) {
      return JSON.stringNode(first(type));
    }
    if (type.isRecord()) {
      var record = JSON.objectNode();
      for (var inner : type.getRecordComponents()) {
        record.set(snake(inner.getName()), value(inner, marker, conversation));
      }
      return record;
    }
    if (type == JsonNode.class) {
      return JSON.objectNode();
    }
    return type == Boolean.class ? JSON.booleanNode(true) : JSON.numberNode(1);
  }

  private static String first(Class<?> type) {
    return type.getEnumConstants()[0].toString().toLowerCase(Locale.ROOT);
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
