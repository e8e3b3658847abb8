package dev.kefu.rulebook;

import dev.kefu.account.Role;
import dev.kefu.base.Fen;
import dev.kefu.rulebook.Rules.ClaimRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds claims against the rules.
final class Claims {

  static final String DISCOUNT = "K-DISCOUNT";

  private static final int HUNDRED = 100;
  static final List<Role> RISING = List.of(Role.AGENT, Role.SUPERVISOR, Role.MANAGER);

  private final Rules rules;

  Claims(Rules rules) {
    this.rules = rules;
  }

  Ruling rule(Claim claim, Role role, Spent spent) {
    return switch (claim.kind()) {
      case "compensation" ->
          rules
              .claim(claim)
              .<Ruling>map(rule -> compensation(rule, claim, role, spent))
              .orElseGet(Ruling.NoRule::new);
      case "discount" -> new PriceCuts(rules).rule(claim, role, spent);
      default -> new Ruling.NoRule();
    };
  }

  private Ruling compensation(ClaimRule rule, Claim claim, Role role, Spent spent) {
    long limit = limit(rule, claim, role, spent);
    var why = objection(rule, claim, role, spent);
    return why == null
        ? new Ruling.Within(rule.id(), limit)
        : new Ruling.Above(rule.id(), limit, why, least(rule, claim, role, spent));
  }

  /// The least role above this one that has no objection.
  private @Nullable Role least(ClaimRule rule, Claim claim, Role role, Spent spent) {
    return RISING.subList(rank(role) + 1, RISING.size()).stream()
        .filter(higher -> objection(rule, claim, higher, spent) == null)
        .findFirst()
        .orElse(null);
  }

  static int rank(Role role) {
    return Math.max(0, RISING.indexOf(role));
  }

  /// Why a role may not grant it; null when it may.
  private @Nullable String objection(ClaimRule rule, Claim claim, Role role, Spent spent) {
    long fen = claim.proposalFen() == null ? 0 : claim.proposalFen();
    if (claim.form() != null && !rule.forms().contains(claim.form())) {
      return "规则“" + rule.title() + "”没有这种补偿方式";
    }
    long inAll = claim.givenFen() + fen;
    if (inAll > rule.maxFen().of(role)) {
      return "超出权限上限 " + Fen.yuan(rule.maxFen().of(role)) + " 元";
    }
    if (role == Role.AGENT && claim.orderAmountFen() == null) {
      return "没有订单，无法核对占订单的比例，须主管决定";
    }
    if (isAbovePercent(claim, inAll, rule.maxPercent())) {
      return "超出订单金额的 " + rule.maxPercent() + "%";
    }
    if (role == Role.AGENT && rule.evidence() && !claim.evidence()) {
      return "需要买家图片作为凭证";
    }
    return quota(claim, role, spent, fen);
  }

  /// A manager may go beyond what one agent or one shopper has left, nobody beyond the order.
  private @Nullable String quota(Claim claim, Role role, Spent spent, long fen) {
    var quotas = rules.quotas();
    if (role == Role.AGENT && spent.agentTodayFen() + fen > quotas.agentDayFen()) {
      return "超出今日额度 " + Fen.yuan(quotas.agentDayFen()) + " 元";
    }
    if (role != Role.MANAGER && spent.shopper30DaysFen() + fen > quotas.shopper30DaysFen()) {
      return "该买家30天内补偿将超过 " + Fen.yuan(quotas.shopper30DaysFen()) + " 元";
    }
    var shopDay = quotas.shopDayFen();
    if (shopDay != null && role != Role.MANAGER && spent.shopTodayFen() + fen > shopDay) {
      return "超出全店今日额度 " + Fen.yuan(shopDay) + " 元";
    }
    return isAbovePercent(claim, spent.orderFen() + fen, quotas.orderPercent())
        ? "该订单累计补偿与让利将超过订单金额的 " + quotas.orderPercent() + "%"
        : null;
  }

  /// Without an order there is nothing to be a share of: then a supervisor answers for the sum.
  private static boolean isAbovePercent(Claim claim, long fen, int percent) {
    var order = claim.orderAmountFen();
    return order != null && fen * HUNDRED > order * percent;
  }

  private long limit(ClaimRule rule, Claim claim, Role role, Spent spent) {
    var quotas = rules.quotas();
    long limit = rule.maxFen().of(role) - claim.givenFen();
    if (claim.orderAmountFen() != null) {
      long order = claim.orderAmountFen();
      limit = Math.min(limit, order * rule.maxPercent() / HUNDRED - claim.givenFen());
      limit = Math.min(limit, order * quotas.orderPercent() / HUNDRED - spent.orderFen());
    } else if (role == Role.AGENT) {
      return 0;
    }
    if (role == Role.AGENT) {
      limit = Math.min(limit, quotas.agentDayFen() - spent.agentTodayFen());
    }
    if (role != Role.MANAGER) {
      limit = Math.min(limit, quotas.shopper30DaysFen() - spent.shopper30DaysFen());
      var shopDay = quotas.shopDayFen();
      limit = shopDay == null ? limit : Math.min(limit, shopDay - spent.shopTodayFen());
    }
    return Math.max(0, limit);
  }
}
