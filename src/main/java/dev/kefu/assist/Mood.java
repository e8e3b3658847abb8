package dev.kefu.assist;

import dev.kefu.base.Folding;
import dev.kefu.base.Hotline;
import java.util.List;
import java.util.regex.Pattern;

/// What kind of message it is, before anything is looked up.
enum Mood {
  /// Thanks, a smile, an okay.
  SMALL_TALK,
  /// The law, an injury, the press, a complaint to the platform: nothing to answer alone.
  SENSITIVE,
  QUESTION;

  private static final List<String> SENSITIVE_WORDS =
      List.of(
          "消协", "消费者协会", "工商局", "市场监管", "律师", "起诉", "法院", "报警", "媒体曝光", "记者", "曝光你", "网上曝光", "受伤",
          "烫伤", "划伤", "割伤", "过敏", "住院", "触电", "漏电", "起火", "着火", "爆炸", "平台介入", "小二介入");

  private static final Pattern NO_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final Pattern COURTESY =
      Pattern.compile(
          "(?:谢谢|感谢|多谢|谢啦|好的|好滴|好吧|好哒|好|嗯|恩|哦|噢|ok|okay|thanks|thank you|收到|知道了|"
              + "明白了|明白|了解|辛苦了|辛苦|再见|拜拜|哈|呵|嘿|没事了|不用了|你|您|亲|们|啦|了|呀|啊|的|哒|"
              + "非常|太|那就|先这样|这样)+");

  static Mood of(String text) {
    var folded = Folding.fold(text);
    if (SENSITIVE_WORDS.stream().anyMatch(folded::contains) || Hotline.isNamedIn(folded)) {
      return SENSITIVE;
    }
    var words = NO_WORDS.matcher(folded).replaceAll("");
    return words.isEmpty() || COURTESY.matcher(words).matches() ? SMALL_TALK : QUESTION;
  }
}
