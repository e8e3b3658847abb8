package dev.kefu.rulebook;

import dev.kefu.base.Fen;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.rulebook.Flag.Ask;
import dev.kefu.rulebook.Said.Sense;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A lower price than the live one, as a share (八折) or as a sum (便宜20): more than the author's role
/// may give, and not what a running promotion gives anyway.
final class Discounts implements Check {

  static final String RULE = "K-DISCOUNT";

  private static final Pattern SHARE =
      Pattern.compile(
          "(?<![\\d.])(?:(?<digits>\\d(?:\\.\\d{1,2})?|\\d{2})|(?<words>[一二三四五六七八九捌柒玖陆伍]点?[一二三四五六七八九]?|对|半))"
              + "(?:[a-z扌]{1,4})?折(?![叠返线痕腾中断纸衣角旧射寿磨就起成进放好])"
              + "|(?<half>半价|买一送一|买1送1|买一赠一)"
              + "|(?:优惠|便宜|减|少|让利|让|降)(?:您|你|了|个)?(?:(?<off>\\d{1,2})%|(?<tenths>[一二三四五六七八九])成(?![新熟本分为功]))");

  private static final Signs OF_SHARE = Signs.of(SHARE);

  /// What the shop tells everybody of its members and campaigns.
  private static final Pattern TOLD_TO_ALL =
      Pattern.compile(
          "会员|活动|全场|满|专区|清仓|特卖|专场|会场|第二件|第2件|大促|双11|双十一|双12|双十二|节|日|截止|结束|为止|期间|参加|页面|店铺|秒杀|拼团");

  private static final Pattern FOR_YOU =
      Pattern.compile("(?:给|帮|为|跟|算)(?:您|你|亲)|私下|单独|偷偷|专门|额外|再打|再给|我(?:可以|能|来|这边)");

  private static final Pattern OTHERS_WORDS =
      Pattern.compile("(?:您|你|亲|买家)(?:这边|是)*(?:要求|希望|想要|想|期望|提出|说的?|问的?)|请问");

  private static final Pattern ASKED = Pattern.compile("(?:申请|请示|争取|上报|反馈|提交)(?!到|好|下来|成功|通过)");

  /// A price the public does not get, whatever it is.
  static final List<Turn> TURNS =
      List.of(
          Turn.blocked(
                  RULE,
                  "discount",
                  "(?:批发价|成本价|员工价|内部价|出厂价|进货价|内部折扣|最低价)[^。!?;\\n,、:]{0,4}(?:给|算|卖|结|拿)|(?:按|照|给(?:您|你|亲))[^。!?;\\n,、:]{0,3}(?:批发价|成本价|员工价|内部价|出厂价|进货价)",
                  "“%s”超出您的权限",
                  "请引用正在进行的活动，或申请改价")
              .asking("discount"),
          Turn.blocked(
                  RULE,
                  "discount",
                  "(?:折扣?|优惠|便宜|打)[^。!?;\\n,、:]{0,6}百分之[一二三四五六七八九十]+",
                  "“%s”超出您的权限",
                  "请引用正在进行的活动，或申请改价")
              .asking("discount"));

  private static final int HUNDRED = 100;
  private static final int TEN = 10;

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<>(Turn.look(scene, TURNS));
    shares(scene, flags);
    sums(scene, flags);
    return flags;
  }

  private static void shares(Scene scene, List<Flag> flags) {
    if (!OF_SHARE.in(scene.letters())) {
      return;
    }
    var matcher = SHARE.matcher(scene.tight());
    while (matcher.find()) {
      var around = Around.of(scene.tight(), matcher.start(), matcher.end());
      var percent = percent(matcher);
      if (percent != null
          && percent < HUNDRED
          && !scene.isFact(matcher.start(), matcher.end())
          && isMeant(around)) {
        var promised = new Promised(percent, null, matcher.start(), matcher.end());
        judge(scene, promised, around).ifPresent(flags::add);
      }
    }
  }

  /// 8折, 85折, 8.5折, 八五折, 优惠10% and 便宜三成, as the percentage that is left to pay.
  private static @Nullable BigDecimal share(Matcher matcher) {
    var digits = matcher.group("digits");
    if (digits != null) {
      var value = new BigDecimal(digits);
      return digits.length() == 2 ? value : value.multiply(BigDecimal.TEN);
    }
    var off = matcher.group("off");
    if (off != null) {
      return BigDecimal.valueOf(HUNDRED - Long.parseLong(off));
    }
    var tenths = matcher.group("tenths");
    if (tenths != null) {
      var taken = Numerals.parse(tenths);
      return taken == null ? null : BigDecimal.TEN.subtract(taken).multiply(BigDecimal.TEN);
    }
    var words = matcher.group("words");
    if (words == null || "半".equals(words) || "对".equals(words)) {
      return BigDecimal.valueOf(HUNDRED / 2);
    }
    var value = Numerals.parse(words.replace("点", ""));
    return value == null || words.replace("点", "").length() > 1
        ? value
        : value.multiply(BigDecimal.TEN);
  }

  private static @Nullable Integer percent(Matcher matcher) {
    var share = share(matcher);
    return share == null ? null : share.setScale(0, RoundingMode.DOWN).intValue();
  }

  private static boolean isMeant(Around around) {
    var said =
        OTHERS_WORDS.matcher(around.clauseBefore()).find()
            || Heard.isReported(around)
            || Heard.isDeniedAfter(around);
    var asked = ASKED.matcher(around.clauseBefore()).find();
    var before = around.clauseBefore().replaceAll("(?:打|享受?|做|按|再)$", "");
    return !said && !asked && !Negation.denies(before) && !Negation.denies(around.clauseBefore());
  }

  private static void sums(Scene scene, List<Flag> flags) {
    for (var said : scene.sums()) {
      var amount = said.amount();
      var price = scene.shelf().focus(scene.draft()).map(Product::priceFen).orElse(null);
      @Nullable Long cut =
          switch (said.sense()) {
            case CUT -> Long.valueOf(amount.fen());
            case OFFER -> price == null ? null : Long.valueOf(price - amount.fen());
            case PROMISE, REFUND, PRICE, OTHER -> Long.valueOf(0);
          };
      var offered = said.sense() == Sense.OFFER || said.sense() == Sense.CUT;
      if (offered && (cut == null || cut > 0) && !scene.isFact(amount)) {
        var percent =
            price == null || price == 0 || cut == null
                ? null
                : (int) Math.max(0, (price - cut) * HUNDRED / price);
        var promised = new Promised(percent, cut, amount.from(), amount.to());
        judge(scene, promised, said.around()).ifPresent(flags::add);
      }
    }
  }

  /// @param percent of the live price that is left to pay; null when the price is not known
  /// @param fen taken off; null when only the share was named
  private record Promised(@Nullable Integer percent, @Nullable Long fen, int from, int to) {}

  private static Optional<Flag> judge(Scene scene, Promised promised, Around around) {
    var product = scene.shelf().focus(scene.draft());
    var fen = product.map(p -> taken(p, promised)).orElse(promised.fen());
    if (isAllowed(scene, promised, fen)
        || product.filter(p -> isPromotion(scene, p, promised)).isPresent()) {
      return Optional.empty();
    }
    var told =
        TOLD_TO_ALL.matcher(around.sentence()).find() && !FOR_YOU.matcher(around.sentence()).find();
    if (told && isRunning(scene, promised)) {
      return Optional.empty();
    }
    // A cut nobody offers (比昨天便宜20) is talk of the price, not a promise.
    var talk = promised.fen() != null && !isOffered(around);
    return Optional.of(flag(scene, promised, fen, told || talk));
  }

  private static boolean isOffered(Around around) {
    return FOR_YOU.matcher(around.sentence()).find()
        || around.sentence().matches(".*(?:可以|能|帮|拍|下单|付款|要的话|今天买|现在买|改价|收您).*")
        || around.clauseBefore().length() <= TEN / 2;
  }

  private static boolean isAllowed(Scene scene, Promised promised, @Nullable Long fen) {
    var lowest = scene.rules().discounts().of(scene.role());
    return (promised.percent() != null && promised.percent() >= lowest)
        || (fen != null && fen > 0 && fen <= scene.draft().settled().granted().fen());
  }

  private static @Nullable Long taken(Product product, Promised promised) {
    return promised.fen() != null || promised.percent() == null
        ? promised.fen()
        : Long.valueOf(product.priceFen() * (HUNDRED - promised.percent()) / HUNDRED);
  }

  private static boolean isPromotion(Scene scene, Product product, Promised promised) {
    return scene.shelf().promotions(product.sku()).stream()
        .anyMatch(promotion -> gives(promotion, product, promised));
  }

  /// Told of other goods than the ones in focus.
  private static boolean isRunning(Scene scene, Promised promised) {
    return promised.percent() != null
        && scene.shelf().running().stream()
            .anyMatch(p -> promised.percent().equals(p.shareForAll()));
  }

  private static boolean gives(Promotion promotion, Product product, Promised promised) {
    var percent = promotion.shareForAll();
    var reduce = promotion.reductionForAll();
    if (percent != null && percent > 0 && promised.percent() != null) {
      return promised.percent() >= percent;
    }
    var threshold = promotion.thresholdFen() == null ? 0 : promotion.thresholdFen();
    return reduce != null
        && promised.fen() != null
        && promised.fen() <= reduce
        && product.priceFen() >= threshold;
  }

  private static Flag flag(Scene scene, Promised promised, @Nullable Long fen, boolean unsure) {
    var lowest = scene.rules().discounts().of(scene.role());
    var text =
        unsure
            ? "优惠未能核实，请确认活动仍在进行"
            : "优惠超出您的权限（最低 "
                + lowest
                + "%"
                + (fen == null ? "" : "，减 " + Fen.yuan(fen) + " 元")
                + "）";
    var finding =
        scene.finding(RULE, "discount", text, "请引用正在进行的活动，或申请改价", promised.from(), promised.to());
    return unsure
        ? Flag.warn(finding)
        : Flag.approve(finding, new Ask("discount", fen, fen == null ? null : form(scene)));
  }

  /// What is not paid can have its price changed; anything else is only spoken of.
  private static String form(Scene scene) {
    return scene
        .shelf()
        .order(scene.draft())
        .filter(order -> order.state() == OrderState.UNPAID)
        .map(_ -> "price_change")
        .orElse("price_gap");
  }
}
