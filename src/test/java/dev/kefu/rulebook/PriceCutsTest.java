package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.Role;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How much may be taken off a price from the chat, by whom.
@NullMarked
class PriceCutsTest {

  private static final long SEED = System.nanoTime();

  private final Rules rules = TestRulebook.rules("rulebook.yaml");

  private static Claim cut(long fen, long price, long given, @Nullable Long floor) {
    return cut("price_change", fen, price, given, floor);
  }

  private static Claim cut(String form, long fen, long price, long given, @Nullable Long floor) {
    var about = new Claim.About(null, null, 0, floor, 0, null);
    return new Claim("discount", "bargain", fen, form, price, false, given, about);
  }

  private Ruling rule(Claim claim, Role role, Spent spent) {
    return new Claims(rules).rule(claim, role, spent);
  }

  private static Ruling.Above above(Ruling ruling) {
    assertThat(ruling).isInstanceOf(Ruling.Above.class);
    return (Ruling.Above) ruling;
  }

  @Test
  void anAgentTakesOffAShareOfThePriceAlone() {
    assertThat(rule(cut(500, 10_000, 0, null), Role.AGENT, Spent.NOTHING))
        .isEqualTo(new Ruling.Within("K-DISCOUNT", 500));
    var more = above(rule(cut(501, 10_000, 0, null), Role.AGENT, Spent.NOTHING));
    assertThat(more.why()).contains("95%");
    assertThat(more.needs()).isEqualTo(Role.SUPERVISOR);
  }

  @Test
  void whatWasTakenOffBeforeCountsInTheShare() {
    assertThat(above(rule(cut(101, 10_000, 400, null), Role.AGENT, Spent.NOTHING)).limitFen())
        .isEqualTo(100);
  }

  @Test
  void aDearOrderIsBoundedByASum() {
    var more = above(rule(cut(1_001, 90_000, 0, null), Role.AGENT, Spent.NOTHING));

    assertThat(more.limitFen()).isEqualTo(1_000);
    assertThat(more.why()).contains("10.00");
  }

  @Test
  void nobodyGoesBelowTheFloorByTheRules() {
    var below = above(rule(cut(301, 10_000, 0, 9_700L), Role.AGENT, Spent.NOTHING));

    assertThat(below.limitFen()).isEqualTo(300);
    assertThat(below.why()).contains("底价 97.00");
    assertThat(below.needs()).isNull();
    assertThat(above(rule(cut(301, 10_000, 0, 9_700L), Role.MANAGER, Spent.NOTHING)).needs())
        .isNull();
  }

  @Test
  void whatSendingCostsIsNotPartOfTheGoodsPrice() {
    var about = new Claim.About(null, null, 0, 9_700L, 1_000, null);
    var cut = new Claim("discount", "bargain", 301L, "price_change", 11_000L, false, 0, about);

    assertThat(above(rule(cut, Role.AGENT, Spent.NOTHING)).limitFen()).isEqualTo(300);
  }

  @Test
  void aMarginIsKeptAboveTheFloor() {
    var kept = withMargin(10);
    var cut = cut(700, 10_000, 0, 8_500L);
    var spoken = cut("", 700, 10_000, 0, 8_500L);

    assertThat(above(new Claims(kept).rule(cut, Role.SUPERVISOR, Spent.NOTHING)))
        .satisfies(more -> {
          assertThat(more.limitFen()).as("8,500 and a tenth are 9,350").isEqualTo(650);
          assertThat(more.why()).contains("10%").contains("93.50");
          assertThat(more.needs()).isNull();
        });
    assertThat(above(new Claims(kept).rule(spoken, Role.SUPERVISOR, Spent.NOTHING)).limitFen())
        .as("a discount that is only spoken of, too")
        .isEqualTo(650);
    assertThat(new Claims(withMargin(0)).rule(cut, Role.SUPERVISOR, Spent.NOTHING))
        .isInstanceOf(Ruling.Within.class);
  }

  private Rules withMargin(int percent) {
    return new Rules(
        1,
        Rules.ROLES,
        rules.claims(),
        rules.quotas(),
        rules.discounts(),
        rules.corrections(),
        percent,
        null,
        null,
        rules.promises(),
        rules.banned());
  }

  @Test
  void anAgentsDayAndAShoppersMonthAreBounded() {
    assertThat(above(rule(cut(400, 10_000, 0, null), Role.AGENT, new Spent(1_700, 0, 0))).needs())
        .isEqualTo(Role.SUPERVISOR);
    assertThat(above(rule(cut(400, 10_000, 0, null), Role.AGENT, new Spent(0, 2_700, 0))).needs())
        .isEqualTo(Role.MANAGER);
  }

  @Test
  void whileNobodyHasOpenedItAnAgentAsksFirst() {
    var closed =
        new Rules(
            1,
            Rules.ROLES,
            rules.claims(),
            rules.quotas(),
            rules.discounts(),
            null,
            null,
            null,
            null,
            rules.promises(),
            rules.banned());

    var ruling = new Claims(closed).rule(cut(1, 10_000, 0, null), Role.AGENT, Spent.NOTHING);

    assertThat(above(ruling).needs()).isEqualTo(Role.SUPERVISOR);
    assertThat(above(ruling).limitFen()).isZero();
  }

  @Test
  void whatARoleMayGiveIsExactlyUpToItsLimit() {
    var random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      var price = 1 + random.nextLong(200_000);
      var given = random.nextLong(2_000);
      var floor = random.nextBoolean() ? null : random.nextLong(price + 1);
      var spent = new Spent(random.nextLong(3_000), random.nextLong(4_000), 0);
      var form = random.nextBoolean() ? "price_change" : "coupon";
      var role = Claims.RISING.get(random.nextInt(Claims.RISING.size()));
      var limit = limit(rule(cut(form, price, price, given, floor), role, spent));

      var as = "seed " + SEED + ", price " + price + ", given " + given + ", floor " + floor;
      assertThat(rule(cut(form, limit, price, given, floor), role, spent))
          .as(as)
          .satisfies(r -> assertThat(limit == 0 || r instanceof Ruling.Within).isTrue());
      assertThat(rule(cut(form, limit + 1, price, given, floor), role, spent))
          .as(as)
          .isInstanceOf(Ruling.Above.class);
      if (limit > 0 && floor != null) {
        assertThat(price - given - limit).as(as).isGreaterThanOrEqualTo(floor);
      }
    }
  }

  private static long limit(Ruling ruling) {
    return switch (ruling) {
      case Ruling.Within(_, var limit) -> limit;
      case Ruling.Above(_, var limit, _, _) -> limit;
      case Ruling.NoRule() -> throw new AssertionError("a rule speaks of every price");
    };
  }
}
