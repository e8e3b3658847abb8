package dev.kefu.base;

import java.util.List;
import java.util.Map;

/// The words of shoppers who are upset, and how much each says of it: one list for whoever asks how
/// somebody sounds. A single message says little, so this may hurry and may never decide.
public final class Anger {

  private static final double HOTLINE_WEIGHT = 3;

  /// Of somebody who speaks of the platform, the law or the public.
  private static final List<String> THREATS =
      List.of("消协", "投诉", "举报", "曝光", "律师", "起诉", "法院", "平台介入", "小二", "工商", "差评");

  private static final Map<String, Double> WORDS =
      Map.ofEntries(
          Map.entry("投诉", 3.0),
          Map.entry("差评", 3.0),
          Map.entry("举报", 3.0),
          Map.entry("曝光", 3.0),
          Map.entry("消协", 3.0),
          Map.entry("律师", 3.0),
          Map.entry("起诉", 3.0),
          Map.entry("法院", 3.0),
          Map.entry("平台介入", 3.0),
          Map.entry("骗子", 3.0),
          Map.entry("骗人", 3.0),
          Map.entry("太垃圾", 3.0),
          Map.entry("垃圾店", 3.0),
          Map.entry("垃圾东西", 3.0),
          Map.entry("垃圾客服", 3.0),
          Map.entry("气死", 3.0),
          Map.entry("太恶心", 3.0),
          Map.entry("什么破", 3.0),
          Map.entry("生气", 2.0),
          Map.entry("不负责", 2.0),
          Map.entry("糊弄", 2.0),
          Map.entry("再也不", 2.0),
          Map.entry("急死", 2.0),
          Map.entry("态度", 2.0),
          Map.entry("无语", 2.0),
          Map.entry("失望", 2.0),
          Map.entry("敷衍", 2.0),
          Map.entry("坑", 2.0),
          Map.entry("凭什么", 2.0),
          Map.entry("太差", 2.0),
          Map.entry("太慢", 2.0),
          Map.entry("不解决", 2.0),
          Map.entry("没解决", 2.0),
          Map.entry("没人管", 2.0),
          Map.entry("没人理", 2.0),
          Map.entry("过分", 2.0),
          Map.entry("不满", 2.0),
          Map.entry("耽误", 2.0),
          Map.entry("多少次", 1.5),
          Map.entry("催了", 1.5),
          Map.entry("到底", 1.5),
          Map.entry("等了", 1.5),
          Map.entry("这么久", 1.5),
          Map.entry("几天了", 1.5),
          Map.entry("效率", 1.5),
          Map.entry("再不", 1.5),
          Map.entry("否则", 1.5),
          Map.entry("赶紧", 1.2),
          Map.entry("怎么回事", 1.0),
          Map.entry("怎么还", 1.0),
          Map.entry("还没", 1.0),
          Map.entry("天了", 1.0),
          Map.entry("快点", 1.0),
          Map.entry("赔", 1.0),
          Map.entry("拒绝", 1.0),
          Map.entry("烂", 1.0),
          Map.entry("???", 1.0),
          Map.entry("!!", 1.0),
          Map.entry("一直", 0.7),
          Map.entry("你们", 0.5));

  private Anger() {}

  /// How much of it there is: 0 for none; whoever says more words gets more.
  ///
  /// @param folded see [Folding]
  public static double in(String folded) {
    double words =
        WORDS.entrySet().stream()
            .filter(word -> folded.contains(word.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    return Hotline.isNamedIn(folded) ? words + HOTLINE_WEIGHT : words;
  }

  /// Whether the platform, the law or the public is spoken of.
  ///
  /// @param folded see [Folding]
  public static boolean threatensIn(String folded) {
    return Hotline.isNamedIn(folded) || THREATS.stream().anyMatch(folded::contains);
  }
}
