package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.conversation.TestConversations;
import java.nio.charset.StandardCharsets;

/// Any text is a frame or is refused, in one of two ways.
class FrameCodecFuzzTest {

  private static final FrameCodec CODEC = new FrameCodec(TestConversations.JSON);

  @FuzzTest(maxDuration = "1m")
  void anyTextIsAFrameOrRefused(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);

    try {
      assertThat(CODEC.read(text)).isNotNull();
    } catch (Refusal refusal) {
      assertThat(refusal.code()).isIn(ErrorCode.BAD_REQUEST, ErrorCode.UNSUPPORTED);
      var answer = CODEC.write(Failures.of(CODEC.idOf(text), refusal));
      assertThat(TestConversations.JSON.readTree(answer).path("type").asString())
          .isEqualTo("error");
    }
  }
}
