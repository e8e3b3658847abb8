package dev.kefu.commerce.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/// JSON whose texts have places. A text that is nothing but one place becomes the value itself, a
/// number for a number.
///
/// @param question of GraphQL, whose own braces are no places, and `json` its variables; null for
///   plain JSON
record JsonTemplate(JsonNode json, @Nullable String question) {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /// @throws IllegalArgumentException for what is no JSON, or a place nobody can fill
  static JsonTemplate of(String text, Set<String> places) {
    try {
      var json = MAPPER.readTree(text);
      check(json, places);
      return new JsonTemplate(json, null);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /// What GraphQL is asked with.
  static JsonTemplate graphql(String question, @Nullable JsonTemplate variables) {
    return new JsonTemplate(variables == null ? NODES.objectNode() : variables.json(), question);
  }

  private static void check(JsonNode node, Set<String> places) {
    if (node.isString()) {
      Template.of(node.asString(), places);
    }
    node.valueStream().forEach(inner -> check(inner, places));
  }

  boolean holds(String place) {
    return json.toString().contains("{" + place + "}");
  }

  String filled(Map<String, Object> values) {
    var whole = filled(json, values);
    return MAPPER.writeValueAsString(
        question == null
            ? whole
            : NODES.objectNode().put("query", question).set("variables", whole));
  }

  private static JsonNode filled(JsonNode node, Map<String, Object> values) {
    if (node.isString()) {
      return text(new Template(node.asString()), values);
    }
    if (node.isArray()) {
      return NODES.arrayNode().addAll(node.valueStream().map(n -> filled(n, values)).toList());
    }
    if (node.isObject()) {
      var object = NODES.objectNode();
      node.properties().forEach(each -> object.set(each.getKey(), filled(each.getValue(), values)));
      return object;
    }
    return node;
  }

  private static JsonNode text(Template template, Map<String, Object> values) {
    var only = template.onlyPlace();
    if (only.isEmpty()) {
      return NODES.stringNode(template.filled(values));
    }
    return switch (values.get(only)) {
      case null -> NODES.nullNode();
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case List<?> list ->
          NODES
              .arrayNode()
              .addAll(list.stream().map(each -> NODES.stringNode(String.valueOf(each))).toList());
      case Object other -> NODES.stringNode(other.toString());
    };
  }
}
