package dev.kefu.commerce.taobao;

import dev.kefu.commerce.line.Unreadable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One thing in an answer of the platform, read strictly: what has to be there and is not, or is
/// something else, is [Unreadable].
record Row(JsonNode node) {

  private static final int FEN_DIGITS = 2;

  /// @throws Unreadable for anything else than a thing
  static Row of(String name, JsonNode node) {
    if (!node.isObject()) {
      throw new Unreadable(name + " is no thing");
    }
    return new Row(node);
  }

  /// The things of a list, which the platform wraps: `{"trades": {"trade": […]}}`. Left out when it
  /// is empty.
  static List<Row> list(JsonNode within, String outer, String inner) {
    var wrapped = within.path(outer);
    if (wrapped.isMissingNode() || wrapped.isNull()) {
      return List.of();
    }
    var list = wrapped.path(inner);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      throw new Unreadable(outer + " is no list");
    }
    return list.valueStream().map(each -> of(inner, each)).toList();
  }

  List<Row> list(String outer, String inner) {
    return list(node, outer, inner);
  }

  /// A text, or a number as it is written: ids come as either.
  ///
  /// @throws Unreadable when there is none
  String text(String name) {
    var text = textOr(name, "");
    if (text.isBlank()) {
      throw new Unreadable(name + " is missing");
    }
    return text;
  }

  String textOr(String name, String otherwise) {
    var value = node.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return otherwise;
    }
    if (!value.isString() && !value.isIntegralNumber()) {
      throw new Unreadable(name + " is no text");
    }
    var text = value.asString();
    return text.isBlank() ? otherwise : text.strip();
  }

  @Nullable String textOrNull(String name) {
    var text = textOr(name, "");
    return text.isEmpty() ? null : text;
  }

  /// @throws Unreadable for anything but a number of pieces
  int count(String name) {
    try {
      var count = Integer.parseInt(text(name));
      if (count < 0) {
        throw new Unreadable(name + " is below nothing");
      }
      return count;
    } catch (NumberFormatException _) {
      throw new Unreadable(name + " is no number");
    }
  }

  /// Yuan as the platform writes them, `200.07`.
  ///
  /// @throws Unreadable for what is no sum, is below nothing or has half a fen
  long fen(String name) {
    var value = node.path(name);
    try {
      var yuan = value.isNumber() ? value.decimalValue() : new BigDecimal(text(name));
      if (yuan.signum() < 0 || yuan.precision() - yuan.scale() > 10) {
        throw new Unreadable(name + " is no sum");
      }
      return yuan.movePointRight(FEN_DIGITS).longValueExact();
    } catch (ArithmeticException | NumberFormatException _) {
      throw new Unreadable(name + " is no sum");
    }
  }

  /// @throws Unreadable when there is none, or what stands there is none
  Instant moment(String name) {
    return TopTime.moment(name, text(name));
  }

  @Nullable Instant momentOrNull(String name) {
    var text = textOr(name, "");
    return text.isEmpty() ? null : TopTime.moment(name, text);
  }
}
