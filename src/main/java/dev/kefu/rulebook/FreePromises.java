package dev.kefu.rulebook;

import dev.kefu.rulebook.Flag.Weight;
import dev.kefu.rulebook.Granted.Cover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Money without a sum: the whole of it, a share of it, what somebody's mishap cost.
final class FreePromises implements Check {

  private static final String YOU = "(?:您|你|亲)";
  private static final String ADVICE = "请从补偿面板按规则发起，不要在聊天里先许诺";

  /// @param covering how far what such a promise comes to was granted, by the words themselves
  private record Open(Turn turn, BiFunction<Scene, String, Cover> covering) {}

  private static final Pattern TENTHS = Pattern.compile("([一二三四五六七八九两])成");
  private static final Pattern PERCENT = Pattern.compile("百分之([一二三四五六七八九十百零]+)|(\\d{1,3})%");
  private static final Pattern TIMES =
      Pattern.compile("([二两三四五六七八九十百]|\\d+)倍|赔([一二两三四五六七八九十]|\\d+)");
  private static final Pattern FIGURES = Pattern.compile("\\d+");

  private static final int HUNDRED = 100;
  private static final int TEN = 10;

  private static final List<Open> OPEN =
      List.of(
          new Open(
              turn(
                  "(?:给|帮)?"
                      + YOU
                      + "?免(?:您|你)?(?:了)?这?单|这?[单件次][^。!?;\\n,、:]{0,2}(?:免费|白)送|白送"
                      + "|免费送"
                      + YOU
                      + "|不收(?:"
                      + YOU
                      + "的?)?(?:钱|费用|一分)|分文不(?:取|收)|不要"
                      + YOU
                      + "的?钱"),
              FreePromises::wholeOrder),
          new Open(
              turn("(?:退|赔|补|返)(?:给)?(?:"
                      + YOU
                      + ")?(?:一半|一大半|大半|[一二三四五六七八九两]成|百分之[一二三四五六七八九十百零]+|\\d{1,3}%|全部|全款)"
                      + "|(?:全额?|全部|全款|钱)(?:都|全|直接|马上)*(?:退|赔|返)(?:给)?"
                      + YOU
                      + "|全额赔")
                  .unless("审核|原路|寄回|退货后|收到(?:货|退|您)|签收后|取消|拒收|拒签|未发货|没发货|丢件|规则|定金|尾款|%棉"),
              FreePromises::share),
          new Open(
              turn(
                  "(?:医药|医疗|住院|检查|干洗|清洗|误工|维修|精神损失|治疗|洗衣|打车)费[^。!?;\\n]{0,6}?(?:我们|我|店里|店铺|商家|全部|全)[^。!?;\\n]{0,4}(?:出|付|赔|承担|报销|负责)"
                      + "|(?:损失|亏)(?:多少|的)[^。!?;\\n]{0,4}(?:都|我们|给)[^。!?;\\n]{0,4}(?:赔|补)"
                      + "|差多少[^。!?;\\n]{0,4}补|多少我们?都?(?:赔|补)"
                      + "|(?:赔|退|补)(?:给)?"
                      + YOU
                      + "[^。!?;\\n,、:\\d]{0,4}(?:的钱|货款|差额)|(?:这|那)?个?(?:钱|费用|损失)[^。!?;\\n,、:]{0,2}(?:我们|我|店里)来?(?:出|承担|赔|付)"),
              FreePromises::named),
          new Open(
              turn(
                  "(?:给|送|补|赔|加|发|返)(?:给|偿)?"
                      + YOU
                      + "?[^。!?;\\n,、:]{0,3}\\d{2,6}(?:个|点)?积分|积分(?:给|补|送)"
                      + YOU
                      + "?\\d+"),
              FreePromises::points),
          new Open(turn("(?<!\\d)(\\d{2,5})(?:元|块)?就\\1(?:元|块)?"), FreePromises::figure),
          new Open(
              turn(
                  "(?:[二两双三四五六七八九十百]|\\d+)倍(?:的)?(?:赔|返|退)|坏一?赔[一二两三四五六七八九十\\d]|(?:按)?(?:[双三两十])倍(?:给|退)"),
              FreePromises::times),
          new Open(
              turn(
                  "(?:不用|无需|不需要?|免)(?:您|你)?(?:退货|寄回|退回)[^。!?;\\n]{0,8}(?:退|赔)|货(?:就)?送"
                      + YOU
                      + "|(?:仅退款|只退款)(?:给|处理|帮)|东西"
                      + YOU
                      + "?留着"),
              FreePromises::keeping));

  static final List<Turn> TURNS = OPEN.stream().map(Open::turn).toList();

  private static Turn turn(String said) {
    return Turn.blocked("K-FREE", "money", said, "承诺了“%s”，还没有登记", ADVICE).asking("compensation");
  }

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    for (var open : OPEN) {
      flags.addAll(
          Turn.look(
              scene,
              List.of(open.turn()),
              (flag, from, to) -> weighed(scene, open, flag, from, to)));
    }
    return flags;
  }

  /// Asked last: it is a look into the store, and hardly any reply promises anything.
  private static Optional<Flag> weighed(Scene scene, Open open, Flag flag, int from, int to) {
    return flag.weight() == Weight.APPROVE
        ? weighed(flag, open.covering().apply(scene, scene.tight().substring(from, to)))
        : Optional.of(flag);
  }

  static Optional<Flag> weighed(Flag flag, Cover cover) {
    return switch (cover) {
      case WHOLE -> Optional.empty();
      case SOON -> Optional.of(Flag.notYet(flag));
      case NONE -> Optional.of(flag);
    };
  }

  /// How far words of paying are covered: as much as they come to, or as the text names beside
  /// them; where neither tells a sum, by anything that was granted.
  static Cover cover(Scene scene, String said) {
    return OPEN.stream()
        .filter(open -> open.turn().says(said))
        .findFirst()
        .map(open -> open.covering().apply(scene, said))
        .orElseGet(() -> granted(scene).covers(Math.max(1, MoneyPromises.total(scene))));
  }

  private static Granted granted(Scene scene) {
    return scene.draft().settled().granted();
  }

  /// A sum and what the text names beside it, unless it names the same.
  private static Cover money(Scene scene, long fen) {
    long named = MoneyPromises.total(scene);
    return granted(scene).covers(named == fen ? fen : fen + named);
  }

  /// A part of what the order in focus cost; without an order nobody can tell.
  private static Cover ofOrder(Scene scene, long part, long of) {
    return scene
        .shelf()
        .order(scene.draft())
        .map(order -> money(scene, Math.ceilDiv(order.amountFen() * part, of)))
        .orElse(Cover.NONE);
  }

  private static Cover wholeOrder(Scene scene, String said) {
    return ofOrder(scene, 1, 1);
  }

  private static Cover share(Scene scene, String said) {
    var tenths = TENTHS.matcher(said);
    if (tenths.find()) {
      return ofOrder(scene, number(tenths.group(1)), TEN);
    }
    var percent = PERCENT.matcher(said);
    if (percent.find()) {
      return ofOrder(scene, number(first(percent)), HUNDRED);
    }
    var half = said.contains("一半");
    return ofOrder(scene, 1, half ? 2 : 1);
  }

  /// Costs nobody knows before they are named.
  private static Cover named(Scene scene, String said) {
    long named = MoneyPromises.total(scene);
    return named == 0 ? Cover.NONE : granted(scene).covers(named);
  }

  private static Cover points(Scene scene, String said) {
    var figures = FIGURES.matcher(said);
    return figures.find() && granted(scene).coversPoints(number(figures.group()))
        ? Cover.WHOLE
        : Cover.NONE;
  }

  private static Cover figure(Scene scene, String said) {
    var figures = FIGURES.matcher(said);
    return figures.find() ? money(scene, number(figures.group()) * HUNDRED) : Cover.NONE;
  }

  private static Cover times(Scene scene, String said) {
    var times = TIMES.matcher(said);
    return ofOrder(scene, times.find() ? number(first(times)) : 2, 1);
  }

  /// The goods stay with the shopper, who gets what is named, or all of it.
  private static Cover keeping(Scene scene, String said) {
    return MoneyPromises.total(scene) > 0 ? named(scene, said) : wholeOrder(scene, said);
  }

  private static String first(Matcher matcher) {
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static long number(String figures) {
    var number = Numerals.parse(figures);
    return number == null ? Long.MAX_VALUE / Integer.MAX_VALUE : number.longValue();
  }
}
