package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.base.Fen;
import dev.kefu.commerce.Payouts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds what is to be taken off a price against the rules: the price of an order that is not paid,
/// a coupon in its place, or a discount that is only to be spoken of, which knows the share and the
/// floor alone.
///
/// The share of the price and the floor hold for everything that was ever taken off the same price,
/// so that two small corrections cannot do what one large one may not.
final class PriceCuts {

  private static final int HUNDRED = 100;

  private final Rules rules;

  PriceCuts(Rules rules) {
    this.rules = rules;
  }

  /// Whether a discount is to be carried out. Any other is only permission to speak of it.
  static boolean isOne(Claim claim) {
    return claim.form() != null && Payouts.CUTS.contains(claim.form());
  }

  /// How much more may be taken off, and what stands in the way of more.
  private record Bound(long fen, String why) {}

  Ruling rule(Claim claim, Role role, Spent spent) {
    var price = claim.orderAmountFen();
    var fen = claim.proposalFen();
    if (price == null || fen == null) {
      return new Ruling.NoRule();
    }
    var least = least(claim, price, role, spent);
    long limit = Math.max(0, least.fen());
    if (fen <= limit) {
      return new Ruling.Within(Claims.DISCOUNT, limit);
    }
    return new Ruling.Above(
        Claims.DISCOUNT, limit, least.why(), needs(claim, price, fen, role, spent));
  }

  private @Nullable Role needs(Claim claim, long price, long fen, Role role, Spent spent) {
    var rising = Claims.RISING;
    return rising.subList(Claims.rank(role) + 1, rising.size()).stream()
        .filter(higher -> fen <= least(claim, price, higher, spent).fen())
        .findFirst()
        .orElse(null);
  }

  private Bound least(Claim claim, long price, Role role, Spent spent) {
    return bounds(claim, price, role, spent).stream()
        .min(Comparator.comparingLong(Bound::fen))
        .orElseThrow();
  }

  private List<Bound> bounds(Claim claim, long price, Role role, Spent spent) {
    var bounds = new ArrayList<Bound>();
    if (!isOne(claim)) {
      floor(claim, price).ifPresent(bounds::add);
      bounds.add(share(claim, price, role));
      return bounds;
    }
    bounds.add(share(claim, price, role));
    floor(claim, price).ifPresent(bounds::add);
    var written = rules.corrections();
    if (written == null || !written.forms().contains(String.valueOf(claim.form()))) {
      if (role == Role.AGENT) {
        bounds.add(new Bound(0, "规则未开放客服改价或发券，须主管批准"));
      }
    } else {
      written(written, claim, role, spent, bounds);
    }
    return bounds;
  }

  private Bound share(Claim claim, long price, Role role) {
    var lowest = rules.discounts().of(role);
    return new Bound(
        price * (HUNDRED - lowest) / HUNDRED - (isOne(claim) ? claim.givenFen() : 0),
        "低于权限内的最低价（原价的 " + lowest + "%）");
  }

  /// What is left for the goods, without what sending them costs, stays above the floor and the
  /// margin.
  private Optional<Bound> floor(Claim claim, long price) {
    var floor = claim.about().floorFen();
    if (floor == null) {
      return Optional.empty();
    }
    var goods = price - claim.about().freightFen();
    var least = rules.leastFen(floor);
    var margin = rules.minMarginPercent();
    var why =
        margin == null || margin == 0
            ? "低于底价 " + Fen.yuan(floor) + " 元"
            : "低于底价加 " + margin + "% 后的 " + Fen.yuan(least) + " 元";
    return Optional.of(
        new Bound(goods - (isOne(claim) ? claim.givenFen() : 0) - least, why + "（不含运费）"));
  }

  private static void written(
      Rules.Corrections written, Claim claim, Role role, Spent spent, List<Bound> bounds) {
    var most = written.maxFen().of(role);
    bounds.add(new Bound(most - claim.givenFen(), "超出让利上限 " + Fen.yuan(most) + " 元"));
    if (role == Role.AGENT) {
      var day = written.agentDayFen();
      bounds.add(new Bound(day - spent.agentTodayFen(), "超出今日让利额度 " + Fen.yuan(day) + " 元"));
    }
    if (role != Role.MANAGER) {
      var month = written.shopper30DaysFen();
      bounds.add(
          new Bound(month - spent.shopper30DaysFen(), "该买家30天内让利将超过 " + Fen.yuan(month) + " 元"));
      var shop = written.shopDayFen();
      if (shop != null) {
        bounds.add(new Bound(shop - spent.shopTodayFen(), "超出全店今日让利额度 " + Fen.yuan(shop) + " 元"));
      }
    }
  }
}
