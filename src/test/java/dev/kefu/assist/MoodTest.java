package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoodTest {

  @ParameterizedTest
  @ValueSource(strings = {"谢谢", "好的谢谢亲~", "嗯嗯", "OK", "😊😊", "！！", "知道了，辛苦了"})
  void thanksAndSmilesAskNothing(String text) {
    assertThat(Mood.of(text)).isEqualTo(Mood.SMALL_TALK);
  }

  @ParameterizedTest
  @ValueSource(strings = {"好的，那什么时候发货", "有货吗", "好用吗", "谢谢，退款到哪了", "12", "我的手机19912345678能绑定吗"})
  void aQuestionStaysOne(String text) {
    assertThat(Mood.of(text)).isEqualTo(Mood.QUESTION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"再不处理我打１２３１５", "杯子裂开把手划伤了", "我要找律師"})
  void theLawAndInjuriesAreSensitive(String text) {
    assertThat(Mood.of(text)).isEqualTo(Mood.SENSITIVE);
  }
}
