package dev.kefu.rulebook;

import dev.kefu.commerce.Shipping.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Free shipping to where it is not free, and delivery to where nobody delivers.
final class AreaPromises implements Check {

  static final String RULE = "K-AREA";

  private static final String PROVINCE =
      "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
          + "|云南|陕西|甘肃|青海|台湾|内蒙古|内蒙|广西|西藏|宁夏|新疆|香港|澳门)";

  private static final String BETWEEN =
      "(?:省|市|自治区|地区|那边|也|都|全|可以|是|这边|的|和|跟|能|给您|您|现在|单|下单|满\\d{1,4}元?|就)";

  private static final String FREE_WORDS = "包邮|免邮|免运费|不收运费|包运费|不要运费";

  private static final String REACHED_WORDS = "可以发|能发|可发|发得了|可以送|能送|送得到|能到|可以到|可以配送|支持配送|可以寄|能寄";

  private static final Pattern FREE =
      Pattern.compile(
          "(?<places>"
              + PROVINCE
              + "(?:"
              + PROVINCE
              + "|、|省|自治区|和|跟)*)"
              + BETWEEN
              + "{0,6}(?:"
              + FREE_WORDS
              + ")");

  private static final Pattern REACHED =
      Pattern.compile(
          "(?<places>" + PROVINCE + ")" + BETWEEN + "{0,4}(?:" + REACHED_WORDS + ")(?!吗|么|不)");

  private static final Signs SIGNS = Signs.ofFirst(FREE_WORDS + "|" + REACHED_WORDS);

  private static final Pattern EXCEPT = Pattern.compile("(?:除了?|不含|不包括|不包含|以外|非)[^。!?;\\n]{0,12}$");

  private static final Pattern EACH = Pattern.compile(PROVINCE);

  private static final Pattern THRESHOLD = Pattern.compile("满\\d");

  /// Free shipping from a sum on does not hold here in most shops; asked of the shop all the same.
  private static final Set<String> REMOTE =
      Set.of("新疆", "西藏", "青海", "宁夏", "内蒙古", "内蒙", "甘肃", "海南", "香港", "澳门", "台湾");

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    if (!SIGNS.in(scene.tight())) {
      return flags;
    }
    FREE.matcher(scene.tight())
        .results()
        .filter(m -> isMeant(scene, m))
        .forEach(m -> free(scene, m).ifPresent(flags::add));
    REACHED
        .matcher(scene.tight())
        .results()
        .filter(m -> isMeant(scene, m))
        .forEach(m -> reached(scene, m).ifPresent(flags::add));
    return flags;
  }

  private static boolean isMeant(Scene scene, MatchResult m) {
    var around = Around.of(scene.tight(), m.start(), m.end());
    return !EXCEPT.matcher(around.before()).find()
        && !Negation.denies(around.clauseBefore())
        && !around.clauseAfter().matches("^(?:吗|么|不|外|以外|之外).*");
  }

  private static Optional<Flag> free(Scene scene, MatchResult m) {
    var threshold = THRESHOLD.matcher(m.group()).find();
    return places(m)
        .filter(place -> !threshold || REMOTE.contains(place))
        .filter(place ->
            scene.shelf().quotes(scene.draft(), place).stream()
                .noneMatch(AreaPromises::costsNothing))
        .findFirst()
        .map(place -> flag(scene, m, place + "不包邮", "请引用实时运费，或申请免运费"));
  }

  private static boolean costsNothing(Quote quote) {
    return quote.served() && quote.feeFen() == 0;
  }

  private static Optional<Flag> reached(Scene scene, MatchResult m) {
    return places(m)
        .filter(place -> isServedByNobody(scene.shelf().quotes(scene.draft(), place)))
        .findFirst()
        .map(place -> flag(scene, m, "没有快递送到" + place, "请核实可用的快递"));
  }

  /// A place the shop has no fees for is not known to be out of reach.
  private static boolean isServedByNobody(List<Quote> quotes) {
    return !quotes.isEmpty() && quotes.stream().noneMatch(Quote::served);
  }

  private static java.util.stream.Stream<String> places(MatchResult m) {
    return EACH.matcher(m.group("places")).results().map(MatchResult::group);
  }

  private static Flag flag(Scene scene, MatchResult m, String text, String advice) {
    return Flag.block(scene.finding(RULE, "area", text, advice, m.start(), m.end()));
  }
}
