package dev.kefu.commerce;

import dev.kefu.commerce.Payable.Step;
import dev.kefu.commerce.Promotions.Level;
import dev.kefu.commerce.Promotions.Promotion;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Reckons what promotions leave to pay, in whole fen, step by step.
///
/// - **Levels** follow each other: the price of each piece, what the shop takes off, one coupon,
///   what the platform takes off. Each is reckoned on what the one before has left, its threshold
///   too.
/// - **Of one level the best counts**, what takes off most; of several that take off as much the
///   one whose id comes first. On the level of items each SKU gets its own best.
/// - **Rounding**: the lowered price of a piece is rounded down to a fen. What is taken off several
///   lines is shared out by what they cost, each share rounded down, and the fen that are left go
///   to the lines with the largest remainders, of equal ones to the SKU that comes first.
/// - Nothing ever falls below zero: no promotion takes off more than it was reckoned on.
///
/// The lines are by SKU, so the order in which somebody named them changes nothing.
final class Reckoner {

  private static final int HUNDRED = 100;

  private final List<Goods> goods;
  private final List<Promotion> promotions;
  private final long[] left;
  private final long[] unit;
  private final List<Step> steps = new ArrayList<>();

  /// @param quantity at least 1
  record Goods(Product product, int quantity) {}

  /// @param goods each SKU once
  /// @param promotions that run and are for this shopper
  Reckoner(List<Goods> goods, List<Promotion> promotions) {
    this.goods = goods.stream().sorted(Comparator.comparing(g -> g.product().sku())).toList();
    this.promotions = promotions.stream().sorted(Comparator.comparing(Promotion::id)).toList();
    this.unit = this.goods.stream().mapToLong(g -> g.product().priceFen()).toArray();
    this.left = this.goods.stream().mapToLong(g -> g.product().priceFen() * g.quantity()).toArray();
  }

  /// The steps, in their order. Once only.
  List<Step> reckon() {
    items();
    for (var level : List.of(Level.SHOP, Level.COUPON, Level.PLATFORM)) {
      best(level);
    }
    return steps;
  }

  List<Goods> goods() {
    return goods;
  }

  /// What is left to pay for one line.
  long left(int line) {
    return left[line];
  }

  private List<Promotion> of(Level level) {
    return promotions.stream().filter(p -> p.levelOrUsual() == level).toList();
  }

  private void items() {
    var chosen = IntStream.range(0, goods.size()).mapToObj(this::bestOfItem).toList();
    for (var promotion : of(Level.ITEM)) {
      var lines =
          IntStream.range(0, goods.size()).filter(i -> promotion.equals(chosen.get(i))).toArray();
      if (lines.length > 0) {
        lower(promotion, lines);
      }
    }
  }

  private @Nullable Promotion bestOfItem(int line) {
    Promotion best = null;
    for (var promotion : of(Level.ITEM)) {
      var price = lowered(promotion, line);
      if (price < (best == null ? unit[line] : lowered(best, line))) {
        best = promotion;
      }
    }
    return best;
  }

  /// The price of one piece; as it is where the promotion does not lower it.
  private long lowered(Promotion promotion, int line) {
    if (!promotion.isFor(goods.get(line).product())) {
      return unit[line];
    }
    var percent = promotion.percent();
    var price = promotion.priceFen();
    var share = percent == null ? unit[line] : unit[line] * percent / HUNDRED;
    return Math.max(0, Math.min(share, price == null ? unit[line] : price));
  }

  private void lower(Promotion promotion, int... lines) {
    long base = 0;
    long cut = 0;
    for (int line : lines) {
      var price = lowered(promotion, line);
      base += left[line];
      cut += (unit[line] - price) * goods.get(line).quantity();
      unit[line] = price;
      left[line] = price * goods.get(line).quantity();
    }
    add(Level.ITEM, promotion, base, cut, lines);
  }

  private void best(Level level) {
    Promotion best = null;
    long most = 0;
    for (var promotion : of(level)) {
      var cut = cut(promotion);
      if (cut > most) {
        best = promotion;
        most = cut;
      }
    }
    if (best != null) {
      var lines = lines(best);
      add(level, best, base(lines), most, lines);
      share(most, lines);
    }
  }

  private int[] lines(Promotion promotion) {
    return IntStream.range(0, goods.size())
        .filter(i -> promotion.isFor(goods.get(i).product()))
        .toArray();
  }

  private long base(int... lines) {
    return IntStream.of(lines).mapToLong(i -> left[i]).sum();
  }

  private long cut(Promotion promotion) {
    var lines = lines(promotion);
    var base = base(lines);
    long cut =
        switch (promotion.kind()) {
          case "full_reduction", "coupon", "red_packet" -> reduction(promotion, base);
          case "nth_piece" -> nthPiece(promotion, lines);
          case "discount", "member" -> base - base * share(promotion) / HUNDRED;
          default -> 0;
        };
    var cap = promotion.capFen();
    return Math.min(base, cap == null ? cut : Math.min(cap, cut));
  }

  private static long reduction(Promotion promotion, long base) {
    long threshold = promotion.thresholdFen() == null ? 0 : promotion.thresholdFen();
    var reduce = promotion.reduceFen();
    if (reduce == null || base < threshold) {
      return 0;
    }
    return promotion.every() && threshold > 0 ? reduce * (base / threshold) : reduce;
  }

  /// Of the pieces, dearest first, each n-th is cheaper: of n it is the cheapest.
  private long nthPiece(Promotion promotion, int... lines) {
    var nth = promotion.nth();
    if (nth == null || nth < 1) {
      return 0;
    }
    var dearestFirst =
        IntStream.of(lines)
            .boxed()
            .sorted(Comparator.comparingLong((Integer i) -> unit[i]).reversed())
            .toList();
    long cut = 0;
    long before = 0;
    for (int line : dearestFirst) {
      var after = before + goods.get(line).quantity();
      var cheaper = after / nth - before / nth;
      cut += cheaper * (unit[line] - unit[line] * share(promotion) / HUNDRED);
      before = after;
    }
    return cut;
  }

  private static int share(Promotion promotion) {
    var percent = promotion.percent();
    return percent == null ? HUNDRED : percent;
  }

  /// Shares out what is taken off, by what the lines cost, to the fen.
  private void share(long cut, int... lines) {
    var base = BigInteger.valueOf(base(lines));
    record Rest(int line, BigInteger rest) {}
    var rests = new ArrayList<Rest>();
    long shared = 0;
    for (int line : lines) {
      var parts =
          BigInteger.valueOf(cut).multiply(BigInteger.valueOf(left[line])).divideAndRemainder(base);
      left[line] -= parts[0].longValueExact();
      shared += parts[0].longValueExact();
      rests.add(new Rest(line, parts[1]));
    }
    rests.sort(Comparator.comparing(Rest::rest).reversed().thenComparingInt(Rest::line));
    for (int i = 0; i < cut - shared; i++) {
      left[rests.get(i).line()]--;
    }
  }

  private void add(Level level, Promotion promotion, long base, long cut, int... lines) {
    var skus = IntStream.of(lines).mapToObj(i -> goods.get(i).product().sku()).toList();
    steps.add(
        new Step(
            level,
            promotion.id(),
            promotion.title(),
            PromotionWords.of(promotion),
            skus,
            base,
            cut));
  }
}
