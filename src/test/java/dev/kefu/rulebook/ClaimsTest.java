package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Role;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@NullMarked
class ClaimsTest {

  private static final Spent NOTHING = Spent.NOTHING;

  private final Claims claims = new Claims(TestRulebook.rules("rulebook.yaml"));

  private static Claim damaged(long fen, @Nullable Long order, boolean picture) {
    return new Claim("compensation", "damaged", fen, "refund", order, picture);
  }

  private Ruling rule(Claim claim, Role role) {
    return claims.rule(claim, role, NOTHING);
  }

  @Test
  void theAgentGrantsAloneUpToTheLimit() {
    assertThat(rule(damaged(1_500, 10_000L, true), Role.AGENT))
        .isEqualTo(new Ruling.Within("R-DAMAGED", 1_500));
  }

  @Test
  void aFenMoreNeedsTheSupervisor() {
    assertThat(rule(damaged(1_501, 10_000L, true), Role.AGENT))
        .isInstanceOfSatisfying(
            Ruling.Above.class,
            above -> {
              assertThat(above.needs()).isEqualTo(Role.SUPERVISOR);
              assertThat(above.limitFen()).isEqualTo(1_500);
            });
  }

  @Test
  void aboveTheSupervisorTheManagerDecides() {
    assertThat(rule(damaged(5_001, 100_000L, true), Role.AGENT))
        .isInstanceOfSatisfying(
            Ruling.Above.class, above -> assertThat(above.needs()).isEqualTo(Role.MANAGER));
    assertThat(rule(damaged(20_001, 100_000L, true), Role.MANAGER))
        .isInstanceOfSatisfying(Ruling.Above.class, above -> assertThat(above.needs()).isNull());
  }

  @Test
  void theShareOfTheOrderBoundsEveryRole() {
    assertThat(rule(damaged(1_001, 3_333L, true), Role.MANAGER))
        .isInstanceOfSatisfying(
            Ruling.Above.class,
            above -> {
              assertThat(above.why()).contains("30%");
              assertThat(above.needs()).isNull();
              assertThat(above.limitFen()).isEqualTo(999);
            });
    assertThat(rule(damaged(999, 3_333L, true), Role.AGENT)).isInstanceOf(Ruling.Within.class);
  }

  @Test
  void withoutAPictureTheAgentCannotGrantAlone() {
    assertThat(rule(damaged(500, 10_000L, false), Role.AGENT))
        .isInstanceOfSatisfying(
            Ruling.Above.class, above -> assertThat(above.needs()).isEqualTo(Role.SUPERVISOR));
    assertThat(rule(damaged(500, 10_000L, false), Role.SUPERVISOR))
        .isInstanceOf(Ruling.Within.class);
  }

  @Test
  void withoutAnOrderTheAgentCannotGrantAlone() {
    assertThat(rule(damaged(1, null, true), Role.AGENT))
        .isInstanceOfSatisfying(
            Ruling.Above.class,
            above -> {
              assertThat(above.why()).contains("没有订单");
              assertThat(above.limitFen()).isZero();
              assertThat(above.needs()).isEqualTo(Role.SUPERVISOR);
            });
    assertThat(rule(damaged(1_500, null, true), Role.SUPERVISOR)).isInstanceOf(Ruling.Within.class);
  }

  @Test
  void aFormTheRuleDoesNotKnowIsNobodysToGive() {
    var claim = new Claim("compensation", "late", 500L, "refund", 10_000L, false);

    assertThat(rule(claim, Role.AGENT))
        .isInstanceOfSatisfying(Ruling.Above.class, above -> assertThat(above.needs()).isNull());
  }

  @Test
  void anAgentsDayIsBounded() {
    var spent = new Spent(2_000, 0, 0);

    assertThat(claims.rule(damaged(1_000, 10_000L, true), Role.AGENT, spent))
        .isEqualTo(new Ruling.Within("R-DAMAGED", 1_000));
    assertThat(claims.rule(damaged(1_001, 10_000L, true), Role.AGENT, spent))
        .isInstanceOfSatisfying(
            Ruling.Above.class, above -> assertThat(above.needs()).isEqualTo(Role.SUPERVISOR));
  }

  @Test
  void aShoppersThirtyDaysAreBounded() {
    var spent = new Spent(0, 7_500, 0);

    assertThat(claims.rule(damaged(501, 10_000L, true), Role.AGENT, spent))
        .isInstanceOfSatisfying(
            Ruling.Above.class, above -> assertThat(above.needs()).isEqualTo(Role.MANAGER));
  }

  @Test
  void anOrderIsBoundedForEverybody() {
    var spent = new Spent(0, 0, 4_900);

    assertThat(claims.rule(damaged(101, 10_000L, true), Role.MANAGER, spent))
        .isInstanceOfSatisfying(Ruling.Above.class, above -> assertThat(above.needs()).isNull());
  }

  @Test
  void noRuleSpeaksOfAnUnknownReasonOrAComplaint() {
    var unknown = new Claim("compensation", "K-MONEY", 500L, "refund", 10_000L, true);
    var complaint = new Claim("complaint", "damaged", null, null, null, false);

    assertThat(rule(unknown, Role.AGENT)).isInstanceOf(Ruling.NoRule.class);
    assertThat(rule(complaint, Role.AGENT)).isInstanceOf(Ruling.NoRule.class);
  }

  @Test
  void aDiscountIsAShareOfThePrice() {
    var claim = new Claim("discount", "bargain", 1_000L, null, 10_000L, false);

    assertThat(rule(claim, Role.AGENT))
        .isInstanceOfSatisfying(
            Ruling.Above.class,
            above -> {
              assertThat(above.limitFen()).isEqualTo(500);
              assertThat(above.needs()).isEqualTo(Role.SUPERVISOR);
            });
    assertThat(rule(claim, Role.SUPERVISOR)).isInstanceOf(Ruling.Within.class);
  }
}
