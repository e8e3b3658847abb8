package dev.kefu.commerce;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Members.Member;
import dev.kefu.commerce.Payable.Line;
import dev.kefu.commerce.Payable.Share;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Reckoner.Goods;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a shopper would pay (到手价): asks the shop what runs and reckons by [Reckoner]'s rules.
@Component
public class FinalPrices {

  /// More than anybody puts into one basket.
  private static final int MOST_LINES = 50;

  private static final int MOST_PIECES = 999;

  private final Products products;
  private final Promotions promotions;
  private final Members members;

  public FinalPrices(Products products, Promotions promotions, Members members) {
    this.products = products;
    this.promotions = promotions;
    this.members = members;
  }

  /// What goods come to at a moment. Failed when the shop cannot tell one of the goods, what runs,
  /// or who the member is.
  ///
  /// @param lines the same SKU twice counts together
  /// @param buyer null for somebody the shop does not know: nothing that is for members counts
  /// @throws Refusal `bad_request` for none, too many, or impossible quantities
  public Answer<Payable> of(List<Line> lines, @Nullable String buyer, Instant at) {
    var quantities = quantities(lines);
    var goods = new ArrayList<Goods>();
    for (var each : quantities.entrySet()) {
      switch (products.find(each.getKey())) {
        case Answer.Found<Product>(var product) -> goods.add(new Goods(product, each.getValue()));
        case Answer.Missing<Product> _ -> {
          return new Answer.Missing<>();
        }
        case Answer.Failed<Product>(var reason) -> {
          return new Answer.Failed<>(reason);
        }
      }
    }
    return switch (promotions.running(at)) {
      case Answer.Found<List<Promotion>>(var running) -> reckoned(goods, running, buyer, at);
      case Answer.Missing<List<Promotion>> _ -> reckoned(goods, List.of(), buyer, at);
      case Answer.Failed<List<Promotion>>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private static Map<String, Integer> quantities(List<Line> lines) {
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "商品应为 1 到 " + MOST_LINES + " 种");
    }
    var quantities = new TreeMap<String, Integer>();
    for (var line : lines) {
      var together = quantities.merge(line.sku(), line.quantity(), Integer::sum);
      if (line.quantity() < 1 || line.quantity() > MOST_PIECES || together > MOST_PIECES) {
        throw new Refusal(ErrorCode.BAD_REQUEST, "数量应为 1 到 " + MOST_PIECES);
      }
    }
    return quantities;
  }

  /// The member is asked for only when something that runs is for members.
  private Answer<Payable> reckoned(
      List<Goods> goods, List<Promotion> running, @Nullable String buyer, Instant at) {
    var theirs = running.stream().filter(p -> p.runsAt(at)).toList();
    if (buyer == null || theirs.stream().allMatch(p -> p.tiers().isEmpty())) {
      return new Answer.Found<>(reckoned(goods, of(theirs, "")));
    }
    return switch (members.find(buyer)) {
      case Answer.Found<Member>(var member) ->
          new Answer.Found<>(reckoned(goods, of(theirs, member.tier())));
      case Answer.Missing<Member> _ -> new Answer.Found<>(reckoned(goods, of(theirs, "")));
      case Answer.Failed<Member>(var reason) -> new Answer.Failed<>(reason);
    };
  }

  private static List<Promotion> of(List<Promotion> running, String tier) {
    return running.stream().filter(p -> p.tiers().isEmpty() || p.tiers().contains(tier)).toList();
  }

  private static Payable reckoned(List<Goods> goods, List<Promotion> promotions) {
    var reckoner = new Reckoner(goods, promotions);
    var steps = reckoner.reckon();
    var shares =
        IntStream.range(0, reckoner.goods().size())
            .mapToObj(i -> share(reckoner.goods().get(i), reckoner.left(i)))
            .toList();
    var asOf = goods.getFirst().product().asOf();
    for (var each : goods) {
      asOf = each.product().asOf().isBefore(asOf) ? each.product().asOf() : asOf;
    }
    for (var each : promotions) {
      asOf = each.asOf().isBefore(asOf) ? each.asOf() : asOf;
    }
    return new Payable(
        shares,
        shares.stream().mapToLong(Share::goodsFen).sum(),
        shares.stream().mapToLong(Share::totalFen).sum(),
        steps,
        gifts(goods, promotions),
        asOf,
        goods.getFirst().product().source());
  }

  private static Share share(Goods goods, long left) {
    var product = goods.product();
    return new Share(
        product.sku(),
        product.fullTitle(),
        goods.quantity(),
        product.priceFen(),
        product.priceFen() * goods.quantity(),
        left);
  }

  /// What comes along with the goods as they are priced, from its threshold on.
  private static List<String> gifts(List<Goods> goods, List<Promotion> promotions) {
    return promotions.stream()
        .filter(p -> p.kind().equals("gift"))
        .filter(p -> {
          var sum =
              goods.stream()
                  .filter(g -> p.isFor(g.product()))
                  .mapToLong(g -> g.product().priceFen() * g.quantity())
                  .sum();
          return sum > 0 && (p.thresholdFen() == null || sum >= p.thresholdFen());
        })
        .map(Promotion::title)
        .sorted()
        .toList();
  }
}
