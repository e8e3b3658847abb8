package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Role;
import dev.kefu.content.ContentFile;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Rules that hold for some goods, shoppers and orders only.
@NullMarked
class ConditionsTest {

  private static final String TEXT =
      """
      version: 1
      roles: [agent, supervisor, manager]
      claims:
        - id: R-GLASS
          reason: damaged
          title: 易碎品破损
          forms: [refund]
          max_percent: 100
          max_fen: {agent: 5000, supervisor: 9000, manager: 9000}
          evidence: false
          when: {categories: [餐具], tiers: [金卡会员], min_order_fen: 5000, max_claims_30_days: 2}
        - id: R-DAMAGED
          reason: damaged
          title: 破损
          forms: [refund]
          max_percent: 100
          max_fen: {agent: 500, supervisor: 9000, manager: 9000}
          evidence: false
      quotas: {agent_day_fen: 30000, shopper_30_days_fen: 30000, order_percent: 100, shop_day_fen: 8000}
      discounts: {agent: 95, supervisor: 90, manager: 80}
      """;

  private final Claims claims = new Claims(RulesFile.read(new ContentFile("rulebook.yaml", TEXT)));

  private Ruling rule(long order, Claim.@Nullable About about) {
    var claim =
        new Claim(
            "compensation",
            "damaged",
            400L,
            "refund",
            order,
            false,
            0,
            about == null ? Claim.About.NOTHING : about);
    return claims.rule(claim, Role.AGENT, Spent.NOTHING);
  }

  private static Claim.About about(String category, String tier, int before) {
    return new Claim.About(category, tier, before, null, 0, null);
  }

  @Test
  void theFirstRuleThatFitsCounts() {
    assertThat(rule(6_000, about("餐具/杯", "金卡会员", 2)))
        .isEqualTo(new Ruling.Within("R-GLASS", 5_000));
    assertThat(rule(6_000, about("家纺/四件套", "金卡会员", 0)))
        .isEqualTo(new Ruling.Within("R-DAMAGED", 500));
    assertThat(rule(6_000, about("餐具/杯", "银卡会员", 0)))
        .isEqualTo(new Ruling.Within("R-DAMAGED", 500));
    assertThat(rule(4_000, about("餐具/杯", "金卡会员", 0)))
        .isEqualTo(new Ruling.Within("R-DAMAGED", 500));
    assertThat(rule(6_000, about("餐具/杯", "金卡会员", 3)))
        .isEqualTo(new Ruling.Within("R-DAMAGED", 500));
  }

  @Test
  void whatIsNotKnownFitsNoRuleThatGivesMore() {
    assertThat(rule(6_000, null)).isEqualTo(new Ruling.Within("R-DAMAGED", 500));
  }

  @Test
  void goodsThatCannotBeReadFallUnderNoLooserRuleThanTheirOwn() {
    var strict =
        new Claims(
            RulesFile.read(
                new ContentFile(
                    "rulebook.yaml",
                    TEXT.replace(
                        "max_fen: {agent: 5000, supervisor: 9000",
                        "max_fen: {agent: 100, supervisor: 9000"))));
    var unread =
        new Claim("compensation", "damaged", 400L, "refund", 6_000L, false, 0, Claim.About.NOTHING);

    assertThat(strict.rule(unread, Role.AGENT, Spent.NOTHING))
        .isInstanceOfSatisfying(
            Ruling.Above.class, above -> assertThat(above.rule()).isEqualTo("R-GLASS"));
  }

  @Test
  void whereAConditionIsKnownNotToHoldTheRestIsNotAsked() {
    assertThat(rule(4_000, null)).isEqualTo(new Ruling.Within("R-DAMAGED", 500));
  }

  @Test
  void aDecisionIsMadeByTheRuleTheClaimWasMadeUnder() {
    assertThat(rule(6_000, new Claim.About(null, null, 9, null, 0, "R-GLASS")))
        .isEqualTo(new Ruling.Within("R-GLASS", 5_000));
  }

  @Test
  void theShopGivesNoMoreInADayThanItsOwnQuota() {
    var claim = new Claim("compensation", "damaged", 400L, "refund", 6_000L, false);

    assertThat(claims.rule(claim, Role.SUPERVISOR, new Spent(0, 0, 0, 7_700)))
        .isEqualTo(new Ruling.Above("R-DAMAGED", 300, "超出全店今日额度 80.00 元", Role.MANAGER));
  }
}
