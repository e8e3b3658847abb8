package dev.kefu.rulebook;

import dev.kefu.commerce.Shipping.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Free shipping to where it is not free, and delivery to where nobody delivers.
final class AreaPromises implements Check {

  static final String RULE = "K-AREA";

  private static final String YOU = "(?:您|你|亲)";

  /// Free for this shopper, whatever the fees: by no rule of the shop.
  static final List<Turn> TURNS =
      List.of(
          turn("(?:给|帮|为)?"
                  + YOU
                  + "(?:的)?(?:包邮|免邮|免运费|免(?:掉|了)?邮费|免(?:掉|了)(?:运费|快递费))|(?:运费|邮费|快递费)(?:都|也)?(?:不收|不要|不用|免|我们?(?:来)?(?:出|承担|包)|算我们?的|给您免)"
                  + "|(?:来回|往返|所有)?(?:运费|邮费|快递费)[^。!?;\\n,、:]{0,3}(?:我|我们|店里)(?:全|都|来)*(?:出|包|承担)|(?:不收|免收)(?:您的?)?(?:运费|邮费|快递费)"
                  + "|免运费(?=$|[。!,])|(?:全国|全部|哪里都|不满\\d{1,3}[^。!?;\\n]{0,3}|偏远(?:地区)?|港澳台?|顺丰|ems|空运|特快|村里|乡镇)(?:地区)?(?:也|都|一样|全|能|给您|给你|可以|照样|是)*(?:包邮|免邮|免运费|不收(?:运费|邮费|快递费))"
                  + "|包邮到(?!\\d)|包邮给")
              .unless(
                  "满88|满\\d+元?(?:就|即)?(?:可)?包邮|质量|质保|拍|核实|失误|登记|破损|瑕疵|漏发|发错|错发|不包邮|不参加|除外|不含|运费险|凑|规则|标准"),
          turn("免费(?:给您|给你|帮您|升级|发|走|换)*(?:顺丰|ems|空运|京东快递|特快|加急)|(?:顺丰|空运|特快)[^。!?;\\n,、:]{0,3}(?:不加钱|不加价|不补差|免费|不收)"
                  + "|给"
                  + YOU
                  + "发(?:顺丰|空运)[^。!?;\\n]{0,4}(?:不加|免)|(?:肯定|一定|绝对|保证)[^。!?;\\n,、:]{0,5}(?:走|发|用)?(?:顺丰|空运|ems|特快)"
                  + "|(?:顺丰|空运|ems|快递)(?:肯定|一定|绝对|保证)[^。!?;\\n,、:]{0,3}(?:能)?(?:到|送)")
              .unless("补差|运费差价|结算页"),
          turn("(?:保证|一定|肯定|绝对|包)[^。!?;\\n,、:]{0,4}(?:送(?:货)?上(?:门|楼)|送到(?:家|门|村|楼))|免费送(?:货)?上(?:门|楼)")
              .unless("以(?:网点|快递)为准"));

  private static Turn turn(String said) {
    return Turn.blocked(RULE, "area", said, "超出运费和配送规则：“%s”", "请写“运费以结算页为准，偏远地区不参加包邮”，免运费须主管批准")
        .asking("compensation");
  }

  /// Cities of far provinces, as people name them.
  private static final Map<String, String> CITIES =
      cities(
          "新疆|乌鲁木齐|克拉玛依|喀什|伊犁|阿克苏|库尔勒|吐鲁番|哈密|和田|石河子",
          "西藏|拉萨|日喀则|林芝|昌都|那曲",
          "青海|西宁|格尔木",
          "宁夏|银川",
          "甘肃|兰州",
          "内蒙古|呼和浩特|包头|鄂尔多斯|赤峰",
          "海南|海口|三亚");

  private static final String CITY = String.join("|", CITIES.keySet());

  private static final String PROVINCE =
      "(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州"
          + "|云南|陕西|甘肃|青海|台湾|内蒙古|内蒙|广西|西藏|宁夏|新疆|香港|澳门|"
          + CITY
          + ")";

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

  private static final Signs OF_FREE = Signs.of(FREE);
  private static final Signs OF_REACHED = Signs.of(REACHED);

  private static final Pattern EXCEPT = Pattern.compile("(?:除了?|不含|不包括|不包含|以外|非)[^。!?;\\n]{0,12}$");

  private static final Pattern EACH = Pattern.compile(PROVINCE);

  private static final Pattern THRESHOLD = Pattern.compile("满\\d");

  /// Free shipping from a sum on does not hold here in most shops; asked of the shop all the same.
  private static final Set<String> REMOTE =
      Set.of("新疆", "西藏", "青海", "宁夏", "内蒙古", "内蒙", "甘肃", "海南", "香港", "澳门", "台湾");

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    if (OF_FREE.in(scene.letters())) {
      FREE.matcher(scene.tight())
          .results()
          .filter(m -> isMeant(scene, m))
          .forEach(m -> free(scene, m).ifPresent(flags::add));
    }
    if (OF_REACHED.in(scene.letters())) {
      REACHED
          .matcher(scene.tight())
          .results()
          .filter(m -> isMeant(scene, m))
          .forEach(m -> reached(scene, m).ifPresent(flags::add));
    }
    return flags.isEmpty() ? Turn.look(scene, TURNS) : flags;
  }

  private static boolean isMeant(Scene scene, MatchResult m) {
    var around = Around.of(scene.tight(), m.start(), m.end());
    return !EXCEPT.matcher(around.before()).find()
        && !Heard.notPromised(around)
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
    var fee = quote.feeFen();
    return quote.served() && fee != null && fee == 0;
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
    return EACH.matcher(m.group("places"))
        .results()
        .map(MatchResult::group)
        .map(AreaPromises::province);
  }

  /// Whether an address may begin so: a province, and no city.
  static boolean isProvince(String name) {
    return !CITIES.containsKey(name) && EACH.matcher(name).matches();
  }

  /// The province a text names first, by itself or by a city.
  static Optional<String> place(String tight) {
    var each = EACH.matcher(tight);
    return each.find() ? Optional.of(province(each.group())) : Optional.empty();
  }

  /// @param provinces each with its cities behind it
  private static Map<String, String> cities(String... provinces) {
    var cities = new LinkedHashMap<String, String>();
    for (var line : provinces) {
      var names = List.of(line.split("\\|", -1));
      names.subList(1, names.size()).forEach(city -> cities.put(city, names.getFirst()));
    }
    return cities;
  }

  /// The fees are by province.
  private static String province(String place) {
    return CITIES.getOrDefault(place, place);
  }

  private static Flag flag(Scene scene, MatchResult m, String text, String advice) {
    return Flag.block(scene.finding(RULE, "area", text, advice, m.start(), m.end()));
  }
}
