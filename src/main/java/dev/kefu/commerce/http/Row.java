package dev.kefu.commerce.http;

import dev.kefu.commerce.line.Unreadable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thing the shop's system tells of, read by the fields of its description. What is not there
/// or is not what it should be is [Unreadable]: nothing is guessed.
///
/// @param zone of times that name none
record Row(JsonNode thing, Fields fields, ZoneId zone) {

  private static final int MOST_PARTS = 1_000;

  String text(String name) {
    return read(name, (_, text) -> text);
  }

  String textOr(String name, String otherwise) {
    var text = maybe(name, (_, found) -> found);
    return text == null ? otherwise : text;
  }

  @Nullable String textOrNull(String name) {
    return maybe(name, (_, text) -> text);
  }

  /// One of a few words of ours.
  String word(String name, Set<String> words) {
    return read(
        name,
        (_, text) -> {
          if (!words.contains(text)) {
            throw new Unreadable("has a word that is not mapped");
          }
          return text;
        });
  }

  /// The same, or nothing.
  @Nullable String wordOrNull(String name, Set<String> words) {
    return textOrNull(name) == null ? null : word(name, words);
  }

  long fen(String name) {
    return read(name, Field::fen);
  }

  @Nullable Long fenOrNull(String name) {
    return maybe(name, Field::fen);
  }

  int count(String name) {
    return read(name, (field, text) -> field.count(text, thing));
  }

  int countOr(String name, int otherwise) {
    var count = maybe(name, (field, text) -> field.count(text, thing));
    return count == null ? otherwise : count;
  }

  @Nullable Integer countOrNull(String name) {
    return maybe(name, (field, text) -> field.count(text, thing));
  }

  long whole(String name) {
    return read(name, (_, text) -> Field.whole(text));
  }

  boolean flag(String name) {
    return read(name, (_, text) -> Field.flag(text));
  }

  /// Not set when nothing stands there.
  boolean flagOrNot(String name) {
    return Boolean.TRUE.equals(maybe(name, (_, text) -> Field.flag(text)));
  }

  Instant moment(String name) {
    return read(name, (field, text) -> field.moment(text, zone));
  }

  @Nullable Instant momentOrNull(String name) {
    return maybe(name, (field, text) -> field.moment(text, zone));
  }

  /// The things of a list in this one; none when the description does not name it.
  <T> List<T> rows(String name, Function<Row, T> told) {
    var field = fields.find(name);
    if (field == null || field.at() == null || field.rows() == null) {
      return List.of();
    }
    var list = thing.at(field.at());
    if (!list.isArray() || list.size() > MOST_PARTS) {
      throw new Unreadable(name + " is no list");
    }
    var inner = field.rows();
    return list.valueStream().map(part -> told.apply(new Row(part, inner, zone))).toList();
  }

  /// The texts of a list in this one; none when there is no list.
  List<String> texts(String name) {
    var list = node(name);
    if (list == null) {
      return List.of();
    }
    if (!list.isArray() || list.size() > MOST_PARTS) {
      throw new Unreadable(name + " is no list");
    }
    return list.valueStream().map(JsonNode::asString).toList();
  }

  /// The plain values of an object in this one, by their names; none when there is none.
  Map<String, String> pairs(String name) {
    var object = node(name);
    var pairs = new LinkedHashMap<String, String>();
    if (object != null) {
      object.properties().stream()
          .filter(each -> each.getValue().isValueNode() && !each.getValue().isNull())
          .limit(MOST_PARTS)
          .forEach(each -> pairs.put(each.getKey(), each.getValue().asString()));
    }
    return pairs;
  }

  private @Nullable JsonNode node(String name) {
    var field = fields.find(name);
    if (field == null || field.at() == null) {
      return null;
    }
    var node = thing.at(field.at());
    return node.isMissingNode() || node.isNull() ? null : node;
  }

  private interface Reading<T> {
    T of(Field field, String text);
  }

  private <T> T read(String name, Reading<T> reading) {
    var value = maybe(name, reading);
    if (value == null) {
      throw new Unreadable(name + " is not there");
    }
    return value;
  }

  private <T> @Nullable T maybe(String name, Reading<T> reading) {
    var field = fields.find(name);
    if (field == null) {
      return null;
    }
    try {
      var text = field.text(thing);
      return text == null ? null : reading.of(field, text);
    } catch (Unreadable e) {
      throw new Unreadable(name + " " + e.getMessage());
    }
  }
}
