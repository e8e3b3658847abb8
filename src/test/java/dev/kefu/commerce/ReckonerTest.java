package dev.kefu.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.Promotions.Level;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Reckoner.Goods;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is left to pay when promotions meet.
@NullMarked
class ReckonerTest {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
  private static final long SEED = System.nanoTime();
  private static final int ROUNDS = 1_500;
  private static final List<String> CATEGORIES = List.of("女装/连衣裙", "女装/大衣", "餐具/杯", "家纺");

  private static Goods goods(String sku, String category, long priceFen, int quantity) {
    return new Goods(
        new Product(
            sku,
            sku.substring(0, 1),
            sku,
            "",
            category,
            true,
            priceFen,
            null,
            10,
            1,
            null,
            100,
            Map.of(),
            NOW,
            "test"),
        quantity);
  }

  private static Goods goods(String sku, long priceFen, int quantity) {
    return goods(sku, "餐具/杯", priceFen, quantity);
  }

  /// A promotion for everything, to be narrowed.
  private static Promotion promotion(
      String id, String kind, long threshold, long reduce, int percent) {
    return new Promotion(
        id,
        id,
        kind,
        List.of(),
        threshold == 0 ? null : threshold,
        reduce == 0 ? null : reduce,
        percent == 0 ? null : percent,
        null,
        null,
        NOW,
        "test");
  }

  private static Promotion with(
      Promotion p,
      @Nullable Level level,
      List<String> skus,
      @Nullable Long price,
      boolean every,
      @Nullable Long cap,
      @Nullable Integer nth) {
    return new Promotion(
        p.id(),
        p.title(),
        p.kind(),
        level,
        skus,
        p.categories(),
        p.thresholdFen(),
        p.reduceFen(),
        p.percent(),
        price,
        every,
        cap,
        nth,
        p.tiers(),
        p.from(),
        p.until(),
        NOW,
        "test");
  }

  private static Promotion price(String id, String sku, long fen) {
    return with(promotion(id, "price", 0, 0, 0), null, List.of(sku), fen, false, null, null);
  }

  private static Promotion every(String id, long threshold, long reduce, @Nullable Long cap) {
    return with(
        promotion(id, "full_reduction", threshold, reduce, 0),
        null,
        List.of(),
        null,
        true,
        cap,
        null);
  }

  private static Promotion nth(String id, int nth, int percent) {
    return with(promotion(id, "nth_piece", 0, 0, percent), null, List.of(), null, false, null, nth);
  }

  private static long total(List<Goods> goods, Promotion... promotions) {
    var reckoner = new Reckoner(goods, List.of(promotions));
    reckoner.reckon();
    return IntStream.range(0, goods.size()).mapToLong(reckoner::left).sum();
  }

  @Test
  void theLevelsFollowEachOtherEachOnWhatTheOneBeforeHasLeft() {
    var reckoner =
        new Reckoner(
            List.of(goods("A1", 30_000, 1)),
            List.of(
                promotion("ticket", "coupon", 20_000, 1_000, 0),
                promotion("packet", "red_packet", 100, 100, 0),
                promotion("ten-off", "discount", 0, 0, 90),
                promotion("full", "full_reduction", 25_000, 3_000, 0)));

    var steps = reckoner.reckon();

    assertThat(steps)
        .extracting(Payable.Step::promotion)
        .containsExactly("ten-off", "full", "ticket", "packet");
    assertThat(steps)
        .extracting(Payable.Step::baseFen)
        .containsExactly(30_000L, 27_000L, 24_000L, 23_000L);
    assertThat(steps)
        .extracting(Payable.Step::cutFen)
        .containsExactly(3_000L, 3_000L, 1_000L, 100L);
    assertThat(reckoner.left(0)).isEqualTo(22_900);
  }

  @Test
  void aThresholdIsHeldAgainstWhatIsLeft() {
    assertThat(
            total(
                List.of(goods("A1", 20_000, 1)),
                promotion("ten-off", "discount", 0, 0, 90),
                promotion("full", "full_reduction", 20_000, 3_000, 0)))
        .isEqualTo(18_000);
  }

  @Test
  void ofOneLevelTheBestCountsAndNoOther() {
    assertThat(
            total(
                List.of(goods("A1", 40_000, 1)),
                promotion("a", "full_reduction", 19_900, 2_000, 0),
                promotion("b", "full_reduction", 39_900, 5_000, 0)))
        .isEqualTo(35_000);
  }

  @Test
  void eachSkuGetsItsOwnBestPrice() {
    assertThat(
            total(
                List.of(goods("A1", 10_000, 2), goods("A2", 10_000, 1)),
                price("flash", "A1", 8_000),
                promotion("ten-off", "discount", 0, 0, 90)))
        .isEqualTo(2 * 8_000 + 9_000);
  }

  @Test
  void everyThresholdCountsUpToTheCap() {
    assertThat(total(List.of(goods("A1", 50_000, 1)), every("e", 20_000, 3_000, null)))
        .isEqualTo(44_000);
    assertThat(total(List.of(goods("A1", 50_000, 1)), every("e", 20_000, 3_000, 5_000L)))
        .isEqualTo(45_000);
    assertThat(total(List.of(goods("A1", 19_999, 1)), every("e", 20_000, 3_000, null)))
        .isEqualTo(19_999);
  }

  @Test
  void theCheapestOfTwoIsTheOneAtHalfPrice() {
    assertThat(total(List.of(goods("A1", 9_000, 1), goods("A2", 5_001, 1)), nth("half", 2, 50)))
        .isEqualTo(9_000 + 2_500);
    assertThat(total(List.of(goods("A1", 9_000, 3)), nth("half", 2, 50))).isEqualTo(22_500);
    assertThat(total(List.of(goods("A1", 9_000, 1)), nth("half", 2, 50))).isEqualTo(9_000);
  }

  @Test
  void nothingFallsBelowZero() {
    assertThat(total(List.of(goods("A1", 300, 1)), promotion("p", "red_packet", 0, 500, 0)))
        .isZero();
  }

  @Test
  void theSharesAddUpToTheFen() {
    var reckoner =
        new Reckoner(
            List.of(goods("A3", 100, 1), goods("A1", 100, 1), goods("A2", 100, 1)),
            List.of(promotion("p", "full_reduction", 0, 100, 0)));
    reckoner.reckon();

    assertThat(List.of(reckoner.left(0), reckoner.left(1), reckoner.left(2)))
        .as("A1, A2, A3: of equal remainders the first SKU's")
        .containsExactly(66L, 67L, 67L);
  }

  /// Against a second reckoning that takes every piece by itself and tries each promotion of a
  /// level, in decimal fractions.
  @Test
  void whateverRunsTheBestIsTakenTheOrderDoesNotMatterAndSumsAreExact() {
    var random = new Random(SEED);
    for (int round = 0; round < ROUNDS; round++) {
      var goods = randomGoods(random);
      var promotions = randomPromotions(random);
      var as = "seed " + SEED + ", round " + round + ": " + goods + " " + promotions;
      var reckoner = new Reckoner(goods, promotions);
      var steps = reckoner.reckon();
      var left = lefts(reckoner);

      var shuffled = new ArrayList<>(goods);
      Collections.shuffle(shuffled, random);
      var mixed = new ArrayList<>(promotions);
      Collections.shuffle(mixed, random);
      var again = new Reckoner(shuffled, mixed);
      assertThat(again.reckon()).as(as).isEqualTo(steps);
      assertThat(lefts(again)).as(as).isEqualTo(left);

      var before = goods.stream().mapToLong(g -> g.product().priceFen() * g.quantity()).sum();
      var cut = steps.stream().mapToLong(Payable.Step::cutFen).sum();
      var after = left.values().stream().mapToLong(f -> f).sum();
      assertThat(after).as(as).isEqualTo(before - cut);
      assertThat(left.values()).as(as).allMatch(fen -> fen >= 0);
      assertThat(steps).as(as).allMatch(s -> s.cutFen() > 0 && s.cutFen() <= s.baseFen());
      assertThat(steps)
          .as(as)
          .filteredOn(s -> s.level() != Level.ITEM)
          .extracting(Payable.Step::level)
          .doesNotHaveDuplicates();
      assertThat(after).as(as).isEqualTo(new PieceByPiece(goods, promotions).total());
    }
  }

  private static Map<String, Long> lefts(Reckoner reckoner) {
    var left = new TreeMap<String, Long>();
    for (int i = 0; i < reckoner.goods().size(); i++) {
      left.put(reckoner.goods().get(i).product().sku(), reckoner.left(i));
    }
    return left;
  }

  private static List<Goods> randomGoods(Random random) {
    var goods = new HashMap<String, Goods>();
    for (int i = 0; i < 1 + random.nextInt(4); i++) {
      var sku = "" + (char) ('A' + random.nextInt(3)) + random.nextInt(3);
      var category = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
      goods.put(
          sku,
          goods(
              sku,
              category,
              random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(40_000),
              1 + random.nextInt(5)));
    }
    return List.copyOf(goods.values());
  }

  private static List<Promotion> randomPromotions(Random random) {
    var kinds = List.copyOf(new java.util.TreeSet<>(Promotions.KINDS));
    var promotions = new ArrayList<Promotion>();
    for (int i = 0; i < random.nextInt(8); i++) {
      var kind = kinds.get(random.nextInt(kinds.size()));
      var reduction = List.of("full_reduction", "coupon", "red_packet").contains(kind);
      var level =
          reduction && random.nextInt(4) == 0
              ? List.of(Level.SHOP, Level.COUPON, Level.PLATFORM).get(random.nextInt(3))
              : null;
      promotions.add(
          new Promotion(
              "p" + i,
              "p" + i,
              kind,
              level,
              random.nextInt(3) == 0 ? List.of("A", "B1") : List.of(),
              random.nextInt(3) == 0 ? List.of("女装") : List.of(),
              reduction && random.nextBoolean() ? 1L + random.nextInt(60_000) : null,
              reduction ? 1L + random.nextInt(8_000) : null,
              reduction || kind.equals("price") ? null : 1 + random.nextInt(99),
              kind.equals("price") ? (long) random.nextInt(30_000) : null,
              random.nextBoolean(),
              random.nextInt(3) == 0 ? 1L + random.nextInt(9_000) : null,
              kind.equals("nth_piece") ? 2 + random.nextInt(3) : null,
              List.of(),
              null,
              null,
              NOW,
              "test"));
    }
    return promotions;
  }

  /// The same rules in other words: a list of pieces, each promotion of a level tried in turn.
  private static final class PieceByPiece {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private record Piece(Product product, BigDecimal price) {}

    private final List<Piece> pieces = new ArrayList<>();
    private final Map<String, BigDecimal> left = new HashMap<>();
    private final Map<String, Product> products = new HashMap<>();
    private final List<Promotion> promotions;

    PieceByPiece(List<Goods> goods, List<Promotion> promotions) {
      this.promotions = promotions;
      for (var each : goods) {
        products.put(each.product().sku(), each.product());
        for (int i = 0; i < each.quantity(); i++) {
          pieces.add(new Piece(each.product(), BigDecimal.valueOf(each.product().priceFen())));
        }
      }
    }

    long total() {
      pieces.replaceAll(this::cheapest);
      for (var piece : pieces) {
        left.merge(piece.product().sku(), piece.price(), BigDecimal::add);
      }
      for (var level : List.of(Level.SHOP, Level.COUPON, Level.PLATFORM)) {
        var most =
            promotions.stream()
                .filter(p -> p.levelOrUsual() == level)
                .max(
                    Comparator.comparing(this::cut)
                        .thenComparing(Promotion::id, Comparator.reverseOrder()));
        most.ifPresent(this::take);
      }
      return left.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add).longValueExact();
    }

    private Piece cheapest(Piece piece) {
      var prices =
          promotions.stream()
              .filter(p -> p.levelOrUsual() == Level.ITEM && p.isFor(piece.product()))
              .map(p ->
                  p.priceFen() != null
                      ? BigDecimal.valueOf(p.priceFen())
                      : percentOf(piece.price(), p))
              .toList();
      return new Piece(piece.product(), prices.stream().reduce(piece.price(), BigDecimal::min));
    }

    private static BigDecimal percentOf(BigDecimal price, Promotion p) {
      var percent = p.percent() == null ? HUNDRED : BigDecimal.valueOf(p.percent());
      return price.multiply(percent).divide(HUNDRED, 0, RoundingMode.FLOOR);
    }

    private BigDecimal base(Promotion p) {
      return left.entrySet().stream()
          .filter(e -> p.isFor(products.getOrDefault(e.getKey(), pieces.getFirst().product())))
          .map(Map.Entry::getValue)
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal cut(Promotion p) {
      var base = base(p);
      var cut =
          switch (p.kind()) {
            case "full_reduction", "coupon", "red_packet" -> times(p, base);
            case "nth_piece" -> pieces(p);
            default -> BigDecimal.ZERO;
          };
      var capped = p.capFen() == null ? cut : cut.min(BigDecimal.valueOf(p.capFen()));
      return capped.min(base);
    }

    private static BigDecimal times(Promotion p, BigDecimal base) {
      var reduce = BigDecimal.valueOf(p.reduceFen() == null ? 0 : p.reduceFen());
      if (p.thresholdFen() == null) {
        return reduce;
      }
      var threshold = BigDecimal.valueOf(p.thresholdFen());
      var times = base.divide(threshold, 0, RoundingMode.FLOOR);
      return reduce.multiply(p.every() ? times : times.min(BigDecimal.ONE));
    }

    private BigDecimal pieces(Promotion p) {
      var dearestFirst =
          pieces.stream()
              .filter(piece -> p.isFor(piece.product()))
              .map(Piece::price)
              .sorted(Comparator.reverseOrder())
              .toList();
      var cut = BigDecimal.ZERO;
      int nth = p.nth() == null ? 1 : p.nth();
      for (int i = nth - 1; i < dearestFirst.size(); i += nth) {
        cut = cut.add(dearestFirst.get(i).subtract(percentOf(dearestFirst.get(i), p)));
      }
      return cut;
    }

    /// Shares by floor, then the rest one fen each to the largest remainders.
    private void take(Promotion p) {
      var cut = cut(p);
      var base = base(p);
      if (cut.signum() == 0) {
        return;
      }
      var rests = new TreeMap<BigDecimal, List<String>>(Comparator.reverseOrder());
      var open = cut;
      for (var sku : new java.util.TreeSet<>(left.keySet())) {
        if (p.isFor(products.getOrDefault(sku, pieces.getFirst().product()))) {
          var mine = left.getOrDefault(sku, BigDecimal.ZERO);
          var parts = cut.multiply(mine).divideAndRemainder(base);
          left.put(sku, mine.subtract(parts[0]));
          open = open.subtract(parts[0]);
          rests.computeIfAbsent(parts[1], _ -> new ArrayList<>()).add(sku);
        }
      }
      for (var sku :
          rests.values().stream().flatMap(List::stream).limit(open.longValueExact()).toList()) {
        left.merge(sku, BigDecimal.ONE.negate(), BigDecimal::add);
      }
    }
  }
}
