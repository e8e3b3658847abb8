package dev.kefu.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes something of a right frame that is right no more, or only just.
final class BrokenText {

  private static final String HOLE = "\"@hole@\"";
  private static final String LONG = "长".repeat(4_001);

  /// Written as they are in the place of a value.
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "-0",
          "1.5",
          "1e400",
          "-1e400",
          "NaN",
          "Infinity",
          "+1",
          ".5",
          "01",
          "0x1F",
          "2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "1".repeat(33),
          "1".repeat(2_000),
          "0." + "3".repeat(40),
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\u202e\"",
          "\"\\uFFFE\"",
          "\"\\x\"",
          "\"\\u12\"",
          "\"\t\"",
          "'x'",
          "x",
          "\"",
          "{",
          "[",
          "}",
          "{}",
          "[]",
          "[null]",
          "[[[]]]",
          "{\"$gt\":\"\"}",
          "{\"a\":1,\"a\":2}",
          "[".repeat(17) + "]".repeat(17),
          "[".repeat(5_000),
          "{\"a\":".repeat(5_000),
          "\"' OR 1=1--\"",
          "\"'; drop table event;--\"",
          "\"%_\"",
          "\"*:*\"",
          "\"/(a|aa)+$/\"",
          "\"field:secret~0.0\"",
          "\"../../etc/passwd\"",
          "\"<script>alert(1)</script>\"",
          "\"${jndi:ldap://127.0.0.1/x}\"",
          "\"{{stock}}\"",
          "\"%s%n%d\"",
          "\"__proto__\"",
          "{\"__proto__\":{\"admin\":true}}",
          "{\"constructor\":{\"prototype\":{}}}",
          "\"9999-12-31T23:59:59Z\"",
          "\"-1\"",
          "\"👨‍👩‍👧‍👦\"",
          "\"e" + "\\u0301".repeat(1_000) + "\"",
          "\"" + LONG + "\"",
          "\"" + "a".repeat(65) + "\"",
          "\"cnv_" + "0".repeat(26) + "\"",
          "{\"kind\":\"text\"}",
          "{\"kind\":\"text\",\"text\":\"x\",\"slots\":[null]}",
          "{\"kind\":\"text\",\"text\":\"12\",\"slots\":[{\"from\":-1,\"to\":9,\"fact\":\"x\"}]}",
          "{\"kind\":\"image\",\"file\":\"file_x\"}",
          "{\"kind\":\"note\",\"text\":\"x\"}",
          "{\"kind\":\"order\"}",
          "{\"kind\":\"product\",\"sku\":{}}",
          "{\"@class\":\"java.lang.Runtime\"}",
          "{\"sku\":\"" + "s".repeat(2_001) + "\"}");

  /// Written behind the last field.
  private static final List<String> FIELDS =
      List.of(
          "\"seq\":7",
          "\"kind\":\"note\"",
          "\"tenant\":\"other\"",
          "\"type\":\"pong\"",
          "\"id\":\"second\"",
          "\"sender\":{\"role\":\"supervisor\"}",
          "\"at\":\"9999-01-01\"",
          "\"__proto__\":{\"role\":\"admin\"}",
          "\"constructor\":{\"prototype\":{\"a\":1}}",
          "\"" + "n".repeat(201) + "\":1",
          "\"\\ud800\":1",
          "\"\":{}",
          "");

  private static final List<String> WHOLE =
      List.of(
          "",
          " ",
          "\u0000",
          "null",
          "true",
          "7",
          "\"text\"",
          "[]",
          "{}",
          "{\"type\":null}",
          "{\"type\":7}",
          "{\"type\":{}}",
          "{\"type\":\"\"}",
          "{\"id\":\"x\"}",
          "[{\"type\":\"pong\"}]",
          "{\"type\":\"pong\"}{\"type\":\"pong\"}",
          "\uFEFF{\"type\":\"pong\"}",
          "//x\n{}",
          "{\"type\":\"event\",\"conversation\":\"c\",\"seq\":1}",
          "{\"type\":\"inbox\",\"rev\":1}",
          "{\"type\":\"ok\",\"id\":\"x\"}",
          "{\"type\":\"welcome\"}",
          "{\"type\":\"bye\",\"code\":1012}",
          "{\"type\":\"subscribe\",\"channel\":\"*\"}",
          "{\"type\":\"hello\",\"v\":0}",
          "{\"type\":\"hello\",\"v\":2}",
          "{\"type\":\"hello\",\"v\":2147483648}",
          "{\"type\":\"dev.kefu.gateway.ClientFrame$Pong\"}",
          "{".repeat(3_000),
          "[".repeat(60_000),
          "{\"type\":\"pong\",\"x\":\"" + "y".repeat(70_000) + "\"}",
          "x".repeat(64 * 1_024 + 1));

  private final RandomGenerator random;

  BrokenText(RandomGenerator random) {
    this.random = random;
  }

  String of(ObjectNode frame) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> withOtherValue(frame);
      case 4 -> withoutField(frame);
      case 5 -> withField(frame);
      case 6, 7 -> scratched(frame.toString());
      case 8 -> WHOLE.get(random.nextInt(WHOLE.size()));
      default -> frame.toString();
    };
  }

  private String withOtherValue(ObjectNode frame) {
    var places = new ArrayList<Runnable>();
    collect(frame, places);
    places.get(random.nextInt(places.size())).run();
    return frame.toString().replace(HOLE, VALUES.get(random.nextInt(VALUES.size())));
  }

  /// Every value of the frame, however deep, as the deed of putting a hole in its place.
  private static void collect(JsonNode node, List<Runnable> places) {
    var hole = HOLE.substring(1, HOLE.length() - 1);
    switch (node) {
      case ObjectNode object ->
          object
              .properties()
              .forEach(field -> {
                places.add(() -> object.put(field.getKey(), hole));
                collect(field.getValue(), places);
              });
      case ArrayNode array -> {
        for (var i = 0; i < array.size(); i++) {
          var place = i;
          places.add(() -> array.set(place, hole));
          collect(array.get(i), places);
        }
      }
      default -> {}
    }
  }

  private String withoutField(ObjectNode frame) {
    var names = List.copyOf(frame.propertyNames());
    frame.remove(names.get(random.nextInt(names.size())));
    return frame.toString();
  }

  private String withField(ObjectNode frame) {
    var text = frame.toString();
    var more = FIELDS.get(random.nextInt(FIELDS.size()));
    return text.substring(0, text.length() - 1) + "," + more + "}";
  }

  /// Cut off, or with a few characters changed, lost, doubled or put in.
  private String scratched(String text) {
    var scratched = new StringBuilder(text);
    for (var times = 1 + random.nextInt(3); times > 0 && !scratched.isEmpty(); times--) {
      var at = random.nextInt(scratched.length());
      switch (random.nextInt(5)) {
        case 0 -> scratched.setLength(at);
        case 1 -> scratched.setCharAt(at, (char) random.nextInt(0x80));
        case 2 -> scratched.deleteCharAt(at);
        case 3 -> scratched.insert(at, scratched.charAt(at));
        default -> scratched.insert(at, (char) random.nextInt(0x20, 0xd800));
      }
    }
    return scratched.toString();
  }
}
