package dev.kefu.rulebook;

import dev.kefu.base.Body;
import dev.kefu.base.Fen;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.rulebook.Said.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Prices said that are not the live ones, and what nobody can confirm while the shop does not
/// answer.
final class Prices implements Check {

  static final String RULE = "K-PRICE";

  /// 两件258元: as many pieces as people buy at once.
  private static final int PIECES = 10;

  private static final int HUNDRED = 100;

  /// Stands in a reply where a fact was that the shop could not tell again; the console puts it
  /// there (`pieces.js`).
  private static final Pattern UNCONFIRMED = Pattern.compile("【待核实】");

  /// 还有3件
  private static final Pattern STOCK =
      Pattern.compile(
          "(?:还剩|还有|仅剩|只剩|就剩|剩|库存|现货)(?:下|约|为|是|有|大概|大约)?[:：]?(?<pieces>\\d{1,6})"
              + "(?:件|个|双|条|套|台|只|瓶|盒|箱|把|张|块|支|包)");

  private static final Signs OF_STOCK = Signs.of(STOCK);

  @Override
  public List<Flag> look(Scene scene) {
    var flags = new ArrayList<Flag>();
    for (var said : scene.sums()) {
      var amount = said.amount();
      if ((said.sense() == Sense.PRICE || isAbove(scene, said)) && !scene.isFact(amount)) {
        look(scene, amount, flags);
      }
    }
    if (scene.draft().body() instanceof Body.Text text) {
      unconfirmed(text.text()).ifPresent(flags::add);
    }
    stock(scene).ifPresent(flags::add);
    return flags;
  }

  /// Whoever sends it fills it in first, or takes it out.
  private static Optional<Flag> unconfirmed(String text) {
    return UNCONFIRMED
        .matcher(text)
        .results()
        .findFirst()
        .map(mark ->
            Flag.block(
                new Finding(
                    "K-UNCONFIRMED",
                    "fact",
                    "还有待核实的内容",
                    "请核实后填入，或改用其他说法",
                    mark.start(),
                    mark.end())));
  }

  /// The shop is asked last: only where a number of pieces is said that is no fact.
  private static Optional<Flag> stock(Scene scene) {
    if (!OF_STOCK.in(scene.letters())) {
      return Optional.empty();
    }
    return STOCK
        .matcher(scene.tight())
        .results()
        .filter(said -> !scene.isFact(said.start("pieces"), said.end("pieces")))
        .findFirst()
        .filter(_ -> scene.shelf().isSilent(scene.draft()))
        .map(said ->
            Flag.warn(
                scene.finding(
                    "K-LEFT", "fact", "店铺没有回应，库存未能核实", "请核实后再发", said.start(), said.end())));
  }

  /// 两条一共给您300: an offer that is no cut of one piece's price.
  private static boolean isAbove(Scene scene, Said said) {
    return said.sense() == Sense.OFFER
        && scene
            .shelf()
            .focus(scene.draft())
            .filter(p -> said.amount().fen() > p.priceFen())
            .isPresent();
  }

  private static void look(Scene scene, Amount amount, List<Flag> flags) {
    var product = scene.shelf().focus(scene.draft());
    var order = scene.shelf().order(scene.draft());
    if (product.isEmpty() && order.isEmpty() && scene.shelf().isSilent(scene.draft())) {
      flags.add(Flag.warn(finding(scene, amount, "店铺没有回应，价格未能核实")));
      return;
    }
    if (product.isEmpty() && order.isEmpty()) {
      flags.add(Flag.note(finding(scene, amount, "没有选中商品，价格未能核实")));
      return;
    }
    var right =
        isGranted(scene, product.orElse(null), amount.fen())
            || order.filter(o -> isOf(o, amount.fen())).isPresent()
            || product.filter(p -> isOf(scene, p, amount.fen())).isPresent();
    if (!right) {
      flags.add(Flag.block(finding(scene, amount, wrong(amount, product.orElse(null)))));
    }
  }

  /// What was granted, or the price less that.
  private static boolean isGranted(Scene scene, @Nullable Product product, long fen) {
    long granted = scene.draft().settled().granted().fen();
    return granted > 0
        && (fen == granted || (product != null && fen == product.priceFen() - granted));
  }

  private static String wrong(Amount amount, @Nullable Product product) {
    var live = product == null ? "" : "，现价 " + Fen.yuan(product.priceFen()) + " 元";
    return "价格 " + Fen.yuan(amount.fen()) + " 元与店铺不符" + live;
  }

  private static Finding finding(Scene scene, Amount amount, String text) {
    return scene.finding(RULE, "fact", text, "请插入实时价格", amount.from(), amount.to());
  }

  private static boolean isOf(Order order, long fen) {
    return fen == order.amountFen()
        || order.lines().stream()
            .anyMatch(l -> fen == l.priceFen() || fen == l.priceFen() * l.quantity());
  }

  private static boolean isOf(Scene scene, Product product, long fen) {
    if (follows(scene, product, fen)) {
      return true;
    }
    return scene.shelf().siblings(product).stream().anyMatch(p -> follows(scene, p, fen));
  }

  /// Whether one or more pieces cost this, with or without what runs for them.
  private static boolean follows(Scene scene, Product product, long fen) {
    for (int pieces = 1; pieces <= PIECES; pieces++) {
      if (product.priceFen() * pieces == fen) {
        return true;
      }
    }
    if (scene
        .shelf()
        .payable(product, scene.draft().buyer())
        .filter(left -> left == fen)
        .isPresent()) {
      return true;
    }
    var promotions = scene.shelf().promotions(product.sku());
    for (int pieces = 1; pieces <= PIECES; pieces++) {
      if (afterPromotions(product.priceFen() * pieces, promotions).contains(fen)) {
        return true;
      }
    }
    return false;
  }

  /// What may be left of a sum by one promotion, or by a percentage and then a reduction.
  private static List<Long> afterPromotions(long sum, List<Promotion> promotions) {
    var left = new ArrayList<Long>();
    left.add(sum);
    for (var promotion : promotions) {
      var percent = promotion.shareForAll();
      if (percent != null && percent > 0) {
        left.add(sum * percent / HUNDRED);
      }
    }
    for (var before : List.copyOf(left)) {
      for (var promotion : promotions) {
        var reduce = promotion.reductionForAll();
        var threshold = promotion.thresholdFen() == null ? 0 : promotion.thresholdFen();
        if (reduce != null && reduce > 0 && before >= threshold) {
          left.add(before - reduce);
        }
      }
    }
    return left;
  }
}
