package dev.kefu.api;

import static dev.kefu.api.Schemas.object;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The description of the socket's frames, read off their records.
@NullMarked
final class AsyncApi {

  private static final String FRAMES = "dev.kefu.gateway.";
  private static final String CHANNEL = "#/channels/socket";

  private final Schemas schemas = new Schemas();
  private final ObjectNode document = object().put("asyncapi", "3.0.0");

  private AsyncApi() {}

  static ObjectNode document() {
    return new AsyncApi().written();
  }

  private ObjectNode written() {
    document
        .putObject("info")
        .put("title", "Kefu")
        .put("version", "1")
        .put("description", "The frames of the socket; what they mean is told in docs/protocol.md");
    var channel = document.putObject("channels").putObject("socket");
    channel.put("address", "/ws/v1").put("description", "text frames, subprotocol kefu.v1");
    var messages = channel.putObject("messages");
    var operations = document.putObject("operations");
    // As a server sees it: what clients send it receives.
    operation(operations, "fromClient", "receive", frames("ClientFrame"), messages);
    operation(operations, "fromServer", "send", frames("ServerFrame"), messages);
    document.putObject("components").set("schemas", schemas.all());
    return document;
  }

  private static Class<?> frames(String name) {
    try {
      return Class.forName(FRAMES + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private void operation(
      ObjectNode operations, String name, String action, Class<?> frames, ObjectNode messages) {
    var operation = operations.putObject(name).put("action", action);
    operation.putObject("channel").put("$ref", CHANNEL);
    var those = operation.putArray("messages");
    for (var frame : frames.getPermittedSubclasses()) {
      var type = Objects.requireNonNull(frame.getAnnotation(JsonTypeName.class)).value();
      var message = name + "_" + type;
      var payload = schemas.tagged(frame, "type");
      if (messages.get(message) instanceof ObjectNode known) {
        orElse(known, payload);
      } else {
        messages.putObject(message).put("name", type).set("payload", payload);
        those.addObject().put("$ref", CHANNEL + "/messages/" + message);
      }
    }
  }

  /// A frame that has several shapes.
  private static void orElse(ObjectNode message, JsonNode payload) {
    var shapes = object();
    shapes.putArray("anyOf").add(message.get("payload")).add(payload);
    message.set("payload", shapes);
  }
}
