package dev.kefu.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Certainty about a time the shop does not rule over: 明天一定到. In whatever words, so that the
/// rulebook needs to list only its own turns of phrase.
final class TimePromises implements Check {

  static final String RULE = "K-TIME";

  private static final String WHEN =
      "(?:今天|今日|今晚|今儿|当天|明天|明日|明早|明晚|后天|大后天|下午|上午|中午|晚上|马上|立刻|立马|即刻"
          + "|[\\d一二两三四五六七八九十]{1,3}个?(?:小时|钟头|分钟|天|日)之?内?|(?:周|星期|礼拜)[一二三四五六日天末]"
          + "|(?:这|本)?周内|(?:\\d{1,2}月)?\\d{1,2}[号日]|月底|年前|节前)";

  private static final String SURE_WORDS =
      "(?<!不)一定|肯定|(?<!不)保证|必定|必达|(?<!不)必(?!须)|绝对|百分百|百分之百|100%|铁定|准保|准能|担保|确保|妥妥|包(?=到|发|送|今|明|后)";

  private static final String SURE = "(?:" + SURE_WORDS + ")";

  private static final Signs SURE_SIGNS = Signs.ofFirst(SURE_WORDS);

  private static final String DOES =
      "(?:发货|发出|发走|寄出|出库|能发|会发|给您发|发|到货|到家|到手|送到|送达|能到|会到|到达|到账|到|达|收到|收货|签收|补货|退款|修好)";

  private static final String GAP = "[^。!?;\\n,、:]{0,7}?";

  private static final Pattern CERTAIN =
      Pattern.compile(WHEN + GAP + SURE + GAP + DOES + "|" + SURE + GAP + WHEN + GAP + DOES);

  private static final Pattern SOFTENED = Pattern.compile("尽量|争取|尽快|预计|大概|一般|通常|尽力|正常情况");

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    var text = scene.tight();
    if (!SURE_SIGNS.in(text)) {
      return flags;
    }
    var matcher = CERTAIN.matcher(text);
    while (matcher.find()) {
      var around = Around.of(text, matcher.start(), matcher.end());
      var before = around.clauseBefore();
      if (!Negation.denies(before)
          && !SOFTENED.matcher(before + matcher.group()).find()
          && !scene.isFact(matcher.start(), matcher.end())) {
        flags.add(
            Flag.block(
                scene.finding(
                    RULE,
                    "time",
                    "时间不由我们决定，不能说“" + matcher.group() + "”",
                    "请引用截单时间或最晚发货时间，到货以物流为准",
                    matcher.start(),
                    matcher.end())));
      }
    }
    return flags;
  }
}
