package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.assist.Wants;
import dev.kefu.assist.Wording;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.base.Slot;
import dev.kefu.conversation.ConversationId;
import dev.kefu.conversation.TestConversations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCodecTest {

  private final FrameCodec codec = new FrameCodec(TestConversations.JSON);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"send\",\"id\":\"\\ud800\"}",
        "{\"type\":\"open\",\"id\":\"a\",\"context\":{\"page\":\"x\\uDC00\"}}",
        "{\"type\":\"command\",\"id\":\"a\",\"args\":{\"text\":[\"\\udc00\\ud800\"]}}",
        "{\"type\":\"command\",\"id\":\"a\",\"args\":{\"\\ud83d\":1}}",
        "{\"type\":\"send\",\"id\":\"a\\u0000b\"}",
        "{\"type\":\"command\",\"id\":\"a\",\"args\":{\"text\":[\"\\u0000\"]}}"
      })
  void whatIsNoCharacterIsRefusedWhereverItStands(String frame) {
    assertRefused(frame);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "7.0", "7.5", "true", "1e400", "9223372036854775808"})
  void onlyAWholeNumberIsANumber(String after) {
    assertRefused(
        "{\"type\":\"sync\",\"id\":\"a\",\"conversation\":\"c\",\"after\":%s}".formatted(after));
  }

  @Test
  void aWholeCharacterMayBeEscaped() {
    var frame = codec.read("{\"type\":\"auth\",\"ticket\":\"\\ud83d\\udc4d \\\\ud800\"}");

    assertThat(frame).isEqualTo(new ClientFrame.Auth(null, "👍 \\ud800", null));
  }

  @Test
  void anIdThatIsNoneIsNotRepeated() {
    var refusal = new Refusal(ErrorCode.BAD_REQUEST, "不是有效的帧");

    assertThat(written(Failures.of("a".repeat(65), refusal))).contains("\"id\":null");
    assertThat(written(Failures.of("a".repeat(64), refusal))).contains("\"id\":\"aaa");
    assertThat(codec.idOf("{\"id\":\"\\ud800\"}")).isNull();
  }

  @Test
  void theIdOfWhatIsFarTooLongIsStillRead() {
    var text = "长".repeat(100_000);

    assertThat(
            codec.idOf(
                "{\"type\":\"send\",\"body\":{\"id\":1,\"text\":\"" + text + "\"},\"id\":\"a\"}"))
        .isEqualTo("a");
    assertThat(codec.idOf("{\"body\":{\"id\":\"inner\"}}")).isNull();
    assertThat(codec.idOf("[\"id\"]")).isNull();
    assertThat(codec.idOf("nonsense")).isNull();
  }

  @Test
  void suggestionsWithoutDraftsSayNothingOfDrafts() {
    var id = new ConversationId("cnv_a");
    var slot = new Slot(0, 1, "stock", "DRS-M", "3");

    var wants = new Wants("stock", false);
    assertThat(written(new ServerFrame.SuggestionsFrame(id, 3, List.of(), null, wants, List.of())))
        .contains("\"wants\":{\"intent\":\"stock\",\"upset\":false}")
        .doesNotContain("drafts");
    var draft = new Wording("sug_a", "3件", List.of(slot));
    assertThat(
            written(
                new ServerFrame.SuggestionsFrame(id, 3, List.of(), null, wants, List.of(draft))))
        .contains("\"drafts\":[{\"card\":\"sug_a\",\"text\":\"3件\",\"slots\":[{\"from\":0,");
  }

  private String written(ServerFrame frame) {
    return new String(codec.write(frame), StandardCharsets.UTF_8);
  }

  private void assertRefused(String frame) {
    assertThatThrownBy(() -> codec.read(frame))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.code()).isEqualTo(ErrorCode.BAD_REQUEST));
  }
}
