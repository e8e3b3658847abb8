package dev.kefu.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Reads and writes JSON with nothing but the JDK, so that the replay runs from its sources without
/// a build. Objects are maps, numbers are `Double`.
public final class Json {

  private final String text;
  private int at;

  private Json(String text) {
    this.text = text;
  }

  public static Map<String, Object> object(String text) {
    return map(new Json(text).value());
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object value) {
    return value == null ? Map.of() : (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  public static List<Object> list(Object value) {
    return value == null ? List.of() : (List<Object>) value;
  }

  public static String write(Object value) {
    return switch (value) {
      case null -> "null";
      case String string -> quote(string);
      case Map<?, ?> map -> {
        var fields = new ArrayList<String>();
        map.forEach((key, field) -> fields.add(quote(String.valueOf(key)) + ":" + write(field)));
        yield "{" + String.join(",", fields) + "}";
      }
      case List<?> list -> "[" + String.join(",", list.stream().map(Json::write).toList()) + "]";
      default -> Objects.toString(value);
    };
  }

  public static String quote(String string) {
    var quoted = new StringBuilder("\"");
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        default -> {
          if (c < ' ') {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private Object value() {
    blanks();
    return switch (text.charAt(at)) {
      case '{' -> fields();
      case '[' -> items();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> fields() {
    var fields = new LinkedHashMap<String, Object>();
    at++;
    while (!closes('}')) {
      var key = string();
      blanks();
      at++; // the colon
      fields.put(key, value());
    }
    return fields;
  }

  private List<Object> items() {
    var items = new ArrayList<>();
    at++;
    while (!closes(']')) {
      items.add(value());
    }
    return items;
  }

  /// Passes over blanks and a comma; true at the closing bracket, which it passes over too.
  private boolean closes(char bracket) {
    blanks();
    if (text.charAt(at) == ',') {
      at++;
      blanks();
    }
    if (text.charAt(at) != bracket) {
      return false;
    }
    at++;
    return true;
  }

  private String string() {
    var string = new StringBuilder();
    at++;
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      string.append(c == '\\' ? escaped() : c);
    }
    at++;
    return string.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private Object word() {
    int from = at;
    while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    var word = text.substring(from, at);
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> Double.valueOf(word);
    };
  }

  private void blanks() {
    while (Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }
}
