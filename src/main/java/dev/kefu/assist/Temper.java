package dev.kefu.assist;

import dev.kefu.base.Folding;
import dev.kefu.base.Hotline;
import dev.kefu.knowledge.Meaning;
import java.util.Map;
import org.springframework.stereotype.Component;

/// How upset a shopper sounds: words that people use then, and how close the message is to the
/// examples of complaints. One message says little of it, so this may hurry and may never decide.
@Component
class Temper {

  /// From here on somebody is upset for sure: of a hundred others hardly one gets there.
  static final double HEATED = 5;

  private static final double COMPLAINT_WEIGHT = 3;

  /// More words than that say no more.
  private static final double MOST = 5;

  private static final double HOTLINE_WEIGHT = 3;

  private static final Map<String, Double> WORDS =
      Map.ofEntries(
          Map.entry("投诉", 3.0),
          Map.entry("差评", 3.0),
          Map.entry("举报", 3.0),
          Map.entry("曝光", 3.0),
          Map.entry("骗", 3.0),
          Map.entry("垃圾", 3.0),
          Map.entry("气死", 3.0),
          Map.entry("什么破", 3.0),
          Map.entry("急死", 2.0),
          Map.entry("态度", 2.0),
          Map.entry("赔", 2.0),
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
          Map.entry("到底", 1.5),
          Map.entry("等了", 1.5),
          Map.entry("这么久", 1.5),
          Map.entry("几天了", 1.5),
          Map.entry("效率", 1.5),
          Map.entry("再不", 1.5),
          Map.entry("否则", 1.5),
          Map.entry("赶紧", 1.2),
          Map.entry("怎么回事", 1.0),
          Map.entry("还没", 1.0),
          Map.entry("天了", 1.0),
          Map.entry("快点", 1.0),
          Map.entry("拒绝", 1.0),
          Map.entry("烂", 1.0),
          Map.entry("???", 1.0),
          Map.entry("!!", 1.0),
          Map.entry("一直", 0.7),
          Map.entry("你们", 0.5));

  private final Intents intents;
  private final Meaning meaning;

  Temper(Intents intents, Meaning meaning) {
    this.intents = intents;
    this.meaning = meaning;
  }

  /// About -1 to 8; comparable between messages.
  double of(String text) {
    var folded = Folding.fold(text);
    double words =
        WORDS.entrySet().stream()
            .filter(word -> folded.contains(word.getKey()))
            .mapToDouble(Map.Entry::getValue)
            .sum();
    if (Hotline.isNamedIn(folded)) {
      words += HOTLINE_WEIGHT;
    }
    var examples = intents.examples();
    int complaint = examples.labels().indexOf(Intents.COMPLAINT);
    double close = complaint < 0 ? 0 : examples.closeness(meaning.of(text), complaint);
    return Math.min(words, MOST) + COMPLAINT_WEIGHT * close;
  }
}
