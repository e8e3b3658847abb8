package dev.kefu.rulebook;

import dev.kefu.rulebook.Deliveries.Judged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Certainty about a time the shop does not rule over: 明天一定到. In whatever words, so that the
/// rulebook needs to list only its own turns of phrase.
final class TimePromises implements Check {

  static final String RULE = "K-TIME";

  private static final String WHEN =
      "(?:今天|今日|今晚|今儿|当天|明天|明日|明儿个?|明早|明晚|后天|后儿个?|大后天|下午|上午|中午|晚上|马上|立刻|立马|即刻"
          + "|[\\d一二两三四五六七八九十]{1,3}个?(?:小时|钟头|分钟|h(?![a-z])|天|日)之?内?|(?:周|星期|礼拜)[一二三四五六日天末]"
          + "|(?:这|本)?周内|(?:\\d{1,2}月)?\\d{1,2}[号日]|月底|年前|节前|(?:婚礼|过年|出差|生日|周末|假期|开学|节日?)之?前)";

  private static final String SURE =
      "(?:(?<!不)一定|肯定|(?<!不)保证|必定|必达|(?<!不)必(?!须)|绝对|百分百|百分之百|100%|铁定|准保|保准|准能|稳稳|打包票|包票|担保|确保|妥妥|稳(?=到|发|送)|包(?=您|你|到|发|送|今|明|后))";

  private static final String DOES =
      "(?:发货|发出|发走|寄出|出库|穿上|用上|拿到|走货|就走|能发|会发|给您发|发|到货|到家|到手|送到|送达|能到|会到|到达|到账|到|达|收到|收货|签收|补货|退款|修好)";

  private static final String GAP = "[^。!?;\\n,、:]{0,7}?";

  private static final Pattern CERTAIN =
      Pattern.compile(WHEN + GAP + SURE + GAP + DOES + "|" + SURE + GAP + WHEN + GAP + DOES);

  private static final Signs OF_CERTAIN = Signs.of(CERTAIN);

  private static final Pattern SOFTENED =
      Pattern.compile(
          "尽量|争取|尽快|预计|大概|一般|通常|尽力|正常情况|左右|显示|写着|可能|应该(?!没问题|没事|没什么|没啥|不会有|可以的)|最晚|最迟|超时|为准");

  private static final String ENDS = "(?=$|[。!?;,、~哦呢哈呀啦吧]|的(?=$|[。!;,~哦呢哈]))";

  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:今天|今日|今晚|明天|明日)(?:就|都|可以|能|会|给(?:您|你)|帮(?:您|你)|为(?:您|你)|安排|上午|下午|晚上)*(?:发货|发出|发走|寄出|发)"
              + ENDS
              + "|(?:明天|明日|后天|[\\d一二两三四五六七八九十]{1,3}天(?:之?内)?)(?:就|都|可以|能|会|给(?:您|你))*(?:到货|到家|到手|送到|送达|收到|拿到|到)"
              + ENDS);

  private static final Signs OF_PLAIN = Signs.of(PLAIN);

  /// What makes a plain word no promise of ours.
  private static final Pattern NOT_PLAIN =
      Pattern.compile(
          SOFTENED.pattern() + "|前付|前拍|前下单|截单|现在下单|吗|么|是否|问(?!题)|查|已|刚|单号|如果|不|没|退|换|[?]|才");

  private static final String YOU = "(?:您|你|亲)";

  /// Said without a word of certainty, and as certain: 明天就到, 半小时内给您发出, 给您插队.
  static final List<Turn> TURNS =
      List.of(
          turn("(?:今天|今晚|今日|今儿个?|当天|明天|明儿个?|明早|明晚|后儿个?|马上|立刻|立马|现在|次日)[^。!?;\\n,、:]{0,5}?就(?:能|可以|会|给您|给你|帮您|帮你)*"
                  + "(?:[^。!?;\\n,、:]{0,3}?)(?:到(?!货通知)|发(?!现|票|生)|走(?!$)|走$|送到|寄|收到|拿到|补货|退到|退回)"
                  + "|(?:立刻|立马|秒|马上|即刻)(?:给"
                  + YOU
                  + "|帮"
                  + YOU
                  + ")?(?:就)?(?:到账|退款(?:到)?|发货|发出|发走|退$|退[,。!])|秒退")
              .unless("前付款|前拍|前下单|吗|么[?]?$|是否|看(?:看|下|一下)|一样|问(?!题)|查"),
          turn("(?<![\\d.十])(?:半个?小时|[1-6一二两三四五六]个?(?:半)?(?:小时|钟头)|\\d{1,2}分钟|[一二三四五]?十分钟)(?:之?内)?(?:就|给|帮|保证|能|会|"
                  + YOU
                  + ")*(?:发出|发货|发走|寄出|到账|送到|发(?!您|你|票|到))")
              .unless("吗|揽收|已"),
          turn(
              "(?:插队|加急|优先|提前|抢先|第一个)(?:给|帮|为)?"
                  + YOU
                  + "?(?:先)?(?:插队)?(?:先)?(?:发货|发出|发走|安排发|发(?!票|票|送|您))|(?:给|帮)"
                  + YOU
                  + "插队"),
          turn(
              "(?:次日|隔日|当日|当天|今天|明天|后天|准时|按时|\\d{1,2}[号日])(?:必|准|稳|保|一定|肯定)?(?:达|送达)(?=$|[。!?;\\n,、:没放])|当天到(?=$|[。!,])|(?:准时|按时)(?:送|到)"
                  + "|不会(?:超过|晚于)[^。!?;\\n,、:]{1,5}(?:天|小时|日)|晚(?:到)?(?:一天|了)?[^。!?;\\n]{0,3}(?:我|就)(?:赔|负责)"),
          turn(
              "(?:今天|明天|后天|不)(?:发|到)(?:不了|货)?[^。!?;\\n]{0,3}(?:我|就|全额)*(?:赔|退|免单)(?:给)?"
                  + YOU
                  + "?"),
          turn("(?:今|明|后)(?:天|晚|早|儿个?)[^。!?;\\n,、:]{0,6}(?:绝对|准|稳|必)[^。!?;\\n,、:]{0,3}到")
              .unless("吗"));

  private static Turn turn(String said) {
    return Turn.blocked(RULE, "time", said, "时间不由我们决定，不能说“%s”", "请写“一般1至3天送达，以物流为准”，或引用截单时间与最晚发货时间")
        .unless(SOFTENED.pattern());
  }

  /// What the shop's own terms make of it: true and said plainly it passes, true and said as
  /// certain it warns, and so does the arrival, which is the courier's; else it is blocked with the
  /// true time.
  private static Optional<Flag> weighed(Scene scene, Flag flag, int from, int to) {
    return switch (Deliveries.judge(scene, from, to)) {
      case Judged.True(var sure, var arrives, var advice) ->
          sure || arrives
              ? Optional.of(Flag.warn(told(flag, "时间请按发货规则说，不要说得绝对", advice)))
              : Optional.empty();
      case Judged.False(var text, var advice) -> Optional.of(Flag.block(told(flag, text, advice)));
      case Judged.Open() -> Optional.of(flag);
    };
  }

  private static Finding told(Flag flag, String text, String advice) {
    var said = flag.finding();
    return new Finding(RULE, said.kind(), text, advice, said.from(), said.to());
  }

  /// Said without any certainty, and wrong by the shop's own terms.
  private static void plain(Scene scene, List<Flag> flags) {
    if (!OF_PLAIN.in(scene.letters())) {
      return;
    }
    var matcher = PLAIN.matcher(scene.tight());
    while (matcher.find()) {
      var around = Around.of(scene.tight(), matcher.start(), matcher.end());
      var sentence = around.before() + matcher.group() + around.after();
      if (!Heard.notPromised(around)
          && !NOT_PLAIN.matcher(sentence).find()
          && !scene.isFact(matcher.start(), matcher.end())
          && Deliveries.judge(scene, matcher.start(), matcher.end())
              instanceof Judged.False(var text, var advice)) {
        flags.add(
            Flag.block(scene.finding(RULE, "time", text, advice, matcher.start(), matcher.end())));
      }
    }
  }

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    flags.addAll(Turn.look(scene, TURNS, (flag, from, to) -> weighed(scene, flag, from, to)));
    if (flags.isEmpty()) {
      plain(scene, flags);
    }
    var text = scene.tight();
    if (!flags.isEmpty() || !OF_CERTAIN.in(scene.letters())) {
      return flags;
    }
    var matcher = CERTAIN.matcher(text);
    while (matcher.find()) {
      var around = Around.of(text, matcher.start(), matcher.end());
      var before = around.clauseBefore();
      if (!Heard.notPromised(around)
          && !SOFTENED.matcher(before + matcher.group()).find()
          && !scene.isFact(matcher.start(), matcher.end())) {
        var flag =
            Flag.block(
                scene.finding(
                    RULE,
                    "time",
                    "时间不由我们决定，不能说“" + matcher.group() + "”",
                    "请写“一般1至3天送达，以物流为准”，或引用截单时间与最晚发货时间",
                    matcher.start(),
                    matcher.end()));
        weighed(scene, flag, matcher.start(), matcher.end()).ifPresent(flags::add);
      }
    }
    return flags;
  }
}
