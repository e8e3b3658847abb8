package dev.kefu.escalation;

import dev.kefu.base.Folding;
import dev.kefu.base.Hotline;
import java.util.Collection;
import java.util.List;

/// How a shopper sounds, told from their own words. A hint for whoever decides; nothing hangs on
/// it.
enum Temper {
  CALM,
  UPSET,
  /// Speaks of the platform, the law or the public.
  THREATENING;

  private static final List<String> THREATS =
      List.of("消协", "投诉", "曝光", "律师", "起诉", "法院", "平台介入", "小二", "工商", "差评");
  private static final List<String> ANGER =
      List.of(
          "生气", "气死", "太差", "垃圾", "骗", "坑人", "无语", "失望", "过分", "恶心", "什么态度", "不负责", "糊弄", "敷衍", "忍",
          "再也不", "到底", "怎么还", "凭什么", "催了", "多少次");

  static Temper of(Collection<String> said) {
    if (holdsAny(said, THREATS) || said.stream().map(Folding::fold).anyMatch(Hotline::isNamedIn)) {
      return THREATENING;
    }
    var loud = said.stream().anyMatch(text -> text.contains("！！") || text.contains("??"));
    return loud || holdsAny(said, ANGER) ? UPSET : CALM;
  }

  private static boolean holdsAny(Collection<String> said, List<String> words) {
    return said.stream().anyMatch(text -> words.stream().anyMatch(text::contains));
  }
}
