package dev.kefu.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.ErrorCode;
import dev.kefu.conversation.TestConversations;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// What the program answered: every frame is held against the protocol, refusals are remembered.
/// Any thread.
public final class Answers {

  private static final int LONGEST_ID = 64;
  private static final int LONGEST_REFUSAL_TEXT = 200;

  private static final Set<String> TYPES = Set.copyOf(Shapes.names("dev.kefu.gateway.ServerFrame"));

  private static final Set<String> CODES =
      Arrays.stream(ErrorCode.values())
          .map(code -> code.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> seen = new ConcurrentSkipListMap<>();

  public void frame(String text) {
    var frame = TestConversations.JSON.readTree(text);
    var type = frame.path("type").asString();
    assertThat(TYPES).as(text).contains(type);
    count(type);
    if (type.equals("error")) {
      refusal(text, frame);
    } else if (type.equals("ok")) {
      assertThat(frame.path("id").asString("")).as(text).hasSizeBetween(1, LONGEST_ID);
    }
  }

  private void refusal(String text, JsonNode frame) {
    var code = frame.path("code").asString();
    assertThat(CODES).as(text).contains(code);
    assertThat(frame.path("retry").isBoolean()).as(text).isTrue();
    var said = frame.path("text").asString();
    assertThat(said)
        .as("tells people, and repeats nothing of what came")
        .hasSizeLessThan(LONGEST_REFUSAL_TEXT)
        .doesNotContain(Marker.SIGN)
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .isNotEqualTo("服务内部错误");
    var id = frame.path("id").asString("");
    assertThat(id.length()).as(text).isLessThanOrEqualTo(LONGEST_ID);
    count("error " + code);
    if (!id.isEmpty()) {
      refused.add(id);
    }
  }

  void closed(int code) {
    count("close " + code);
  }

  private void count(String what) {
    seen.merge(what, 1, Integer::sum);
  }

  boolean refused(String marker) {
    return refused.contains(marker);
  }

  /// How often each type, code and close came.
  Map<String, Integer> seen() {
    return new TreeMap<>(seen);
  }
}
