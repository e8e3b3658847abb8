package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.content.ContentFolder;
import dev.kefu.knowledge.TestMeaning;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// How upset shoppers sound, by the examples of the store's own content.
class TemperTest {

  private static final List<Intent> INTENTS =
      HelpFiles.intents(ContentFolder.at(Path.of("knowledge-base")));

  /// Learns the examples once.
  private static final Temper TEMPER =
      new Temper(new Intents(() -> INTENTS, TestMeaning.shared()), TestMeaning.shared());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "我要投诉你们",
        "凭什么不给我退钱，太过分了",
        "等了这么久都没人管，太差了",
        "你们就是骗人的",
        "再也不来你们家了，什么态度",
        "到底有没有人理我，气死了",
        "不給我處理我就打12315"
      })
  void whoIsUpsetSoundsSo(String text) {
    assertThat(TEMPER.of(text)).isGreaterThanOrEqualTo(Temper.HEATED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "垃圾桶多大",
        "垃圾袋有货吗",
        "防骗的锁有吗",
        "这件有货吗",
        "运费险怎么赔付",
        "订单怎么还没发货",
        "快递到哪了",
        "能便宜点吗",
        "好的谢谢",
        "我想换个大一码",
        "你们用的是什么快递"
      })
  void aQuestionDoesNot(String text) {
    assertThat(TEMPER.of(text)).isLessThan(Temper.HEATED);
  }
}
