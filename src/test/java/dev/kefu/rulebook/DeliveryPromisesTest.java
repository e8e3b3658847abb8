package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Body;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Product;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Promises of when goods leave and arrive, held against the shop's cut-off and its table of days.
/// Monday, 23 November; the cut-off is 16:00, on Sundays and on the 25th nothing leaves.
@NullMarked
class DeliveryPromisesTest {

  private static final Instant TEN = FakeShop.NOW;
  private static final Instant FIVE = TEN.plus(Duration.ofHours(7));
  private static final String UNPAID = "YS-UNPAID";
  private static final String PAID = "YS-PAID";

  private final Turning clock = new Turning();
  private final TestRulebook test;

  DeliveryPromisesTest(@TempDir Path folder) {
    test = TestRulebook.create(folder, clock);
    test.setCutoff("16:00", "2026-11-25");
    test.shop().add(order(UNPAID, OrderState.UNPAID, null));
  }

  @AfterEach
  void close() {
    test.close();
  }

  /// A clock that is turned by hand.
  private static final class Turning extends Clock {

    private Instant now = TEN;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static Order order(String number, OrderState state, @Nullable Instant paidAt) {
    return new Order(
        number,
        FakeShop.BUYER,
        state,
        List.of(new Order.OrderLine("CUP-A", "云上马克杯", 1, 12_900)),
        12_900,
        null,
        TEN.minusSeconds(86_400),
        paidAt,
        null,
        null,
        null,
        "zto",
        null,
        "江苏",
        "无锡",
        TEN,
        "test");
  }

  private static Order shipped(Instant at) {
    var paid = order("YS-SHIPPED", OrderState.SHIPPED, at);
    return new Order(
        paid.order(),
        paid.buyer(),
        paid.state(),
        paid.lines(),
        paid.amountFen(),
        null,
        paid.createdAt(),
        at,
        at,
        null,
        null,
        paid.courier(),
        "ZT1",
        paid.province(),
        paid.city(),
        paid.asOf(),
        paid.source());
  }

  private Verdict say(String text, @Nullable String order) {
    return test.rulebook()
        .check(
            new Draft(
                TestRulebook.agent(),
                new Body.Text(text),
                "CUP-A",
                order,
                FakeShop.BUYER,
                Settled.NOTHING));
  }

  private Finding blocked(String text, @Nullable String order) {
    var verdict = say(text, order);
    assertThat(verdict).as(text).isInstanceOf(Verdict.Blocked.class);
    return ((Verdict.Blocked) verdict).findings().getFirst();
  }

  private void assertCleared(String text, @Nullable String order) {
    assertThat(say(text, order))
        .as(text)
        .isInstanceOfSatisfying(
            Verdict.Cleared.class, cleared -> assertThat(cleared.reply().warnings()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"今天就能发", "现在付款今天就给您发出", "今天发货的", "今天可以发"})
  void beforeTheCutOffWhatIsTrueMayBeSaid(String text) {
    assertCleared(text, null);
    assertCleared(text, UNPAID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"今天就能发", "现在付款今天就给您发出", "今天发货的", "今天可以发", "今天必发"})
  void behindTheCutOffItIsBlockedWithTheTrueTime(String text) {
    clock.now = FIVE;

    var finding = blocked(text, null);

    assertThat(finding.text()).contains("明天");
    assertThat(finding.rewrite()).isEqualTo("今天16:00前付款今天发，现在下单明天发");
    assertCleared(String.valueOf(finding.rewrite()), null);
  }

  @Test
  void certaintyIsWarnedOfEvenWhereItIsTrue() {
    assertThat(say("今天必发的", null))
        .isInstanceOfSatisfying(
            Verdict.Cleared.class,
            cleared -> {
              assertThat(cleared.reply().warnings()).hasSize(1);
              assertThat(cleared.reply().warnings().getFirst().rewrite())
                  .isEqualTo("今天16:00前付款今天发");
            });
  }

  @Test
  void whatWasPaidInTimeLeavesTodayWhateverTheHour() {
    clock.now = FIVE;
    test.shop().add(order(PAID, OrderState.PAID, TEN));
    assertCleared("今天就能发", PAID);

    test.shop().add(order(PAID, OrderState.PAID, FIVE.minusSeconds(600)));
    assertThat(blocked("今天就能发", PAID).rewrite()).isEqualTo("您的订单预计明天发出");
    assertCleared("明天就能发", PAID);
  }

  @Test
  void nothingIsPromisedOfWhatIsNotThere() {
    var cup = FakeShop.product("CUP-A", 12_900);
    test.shop().add(soldOut(cup));

    assertThat(blocked("今天就能发", null).text()).contains("没有货");
  }

  private static Product soldOut(Product p) {
    return new Product(
        p.sku(),
        p.product(),
        p.title(),
        p.options(),
        p.category(),
        true,
        p.priceFen(),
        null,
        0,
        p.safetyStock(),
        null,
        p.weightG(),
        Map.of(),
        p.asOf(),
        p.source());
  }

  @Test
  void onADayOnWhichNothingLeavesTheNextOneIsNamed() {
    clock.now = TEN.plus(Duration.ofDays(2));

    assertThat(blocked("今天就能发", null).rewrite()).isEqualTo("今天不发货，现在下单明天发");
    clock.now = TEN.plus(Duration.ofDays(5)).plus(Duration.ofHours(7));
    assertThat(blocked("明天就能发", null).rewrite()).isEqualTo("今天16:00前付款今天发，现在下单11月30日发");
  }

  @Test
  void anOrderThatShouldHaveLeftIsPromisedNothing() {
    test.shop().add(order(PAID, OrderState.PAID, TEN.minus(Duration.ofDays(3))));

    assertThat(say("今天就能发", PAID)).isInstanceOf(Verdict.Blocked.class);
  }

  @Test
  void soonerThanADayIsPromisedByNobody() {
    assertThat(say("马上就发货", null)).isInstanceOf(Verdict.Blocked.class);
    assertThat(say("半小时内给您发出", null)).isInstanceOf(Verdict.Blocked.class);
  }

  /// Couriers take two days everywhere.
  @Test
  void anArrivalIsHeldAgainstTheTable() {
    assertThat(blocked("江苏明天就能到", null).text()).contains("江苏一般2天").contains("11月25日");
    assertThat(blocked("明天到", UNPAID).rewrite()).isEqualTo("江苏一般2天左右送达，以物流为准");
    assertCleared("三天内能到", UNPAID);
    assertCleared("后天就能到", UNPAID);
    test.shop().add(shipped(TEN.minus(Duration.ofDays(1))));
    assertThat(say("明天就能到", "YS-SHIPPED"))
        .isInstanceOfSatisfying(
            Verdict.Cleared.class, cleared -> assertThat(cleared.reply().warnings()).hasSize(1));
    clock.now = FIVE;
    assertThat(say("后天就能到", UNPAID)).isInstanceOf(Verdict.Blocked.class);
    assertThat(say("后天一定到", UNPAID)).isInstanceOf(Verdict.Blocked.class);
  }

  @Test
  void whereNobodyKnowsThePlaceItStaysAsItWas() {
    assertThat(say("明天就能到", null)).isInstanceOf(Verdict.Blocked.class);
    assertCleared("三天内能到", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"今天发明天就到", "今天发货明天就能拿到", "今天寄出后天包到"})
  void whatLeavesInTimeDoesNotArriveInTimeByThat(String text) {
    assertThat(say(text, null)).as(text).isInstanceOf(Verdict.Blocked.class);
    assertThat(say("江苏" + text.replace("后天", "明天"), null))
        .as(text)
        .isInstanceOf(Verdict.Blocked.class);
  }

  @Test
  void theDayThatIsPromisedCountsNotTheDayItIsOrdered() {
    clock.now = FIVE;

    assertCleared("今天下单明天就发", null);
  }

  @Test
  void aDateIsNoSpanAndOfARangeTheEndCounts() {
    assertThat(say("28日前一定送达", null)).isInstanceOf(Verdict.Blocked.class);
    assertCleared("两三天能到", UNPAID);
    assertThat(say("一两天就能到", UNPAID)).as("couriers take two").isInstanceOf(Verdict.Cleared.class);
  }

  @Test
  void talkOfTimesIsNoPromise() {
    clock.now = FIVE;
    for (var text :
        List.of(
            "今天16:00前付款的今天发",
            "今天已经发出，单号ZT7530520946",
            "今天发不了了，仓库下班了",
            "您是想问今天还发不发货是吗？",
            "尽量今天给您发出",
            "一般3天内到")) {
      assertCleared(text, null);
    }
  }

  /// A coupon is no parcel: that it is promised is another matter than when it comes.
  @Test
  void whatIsNotAParcelIsNoTimePromise() {
    clock.now = FIVE;

    assertThat(say("今天给您发优惠券", null))
        .isInstanceOfSatisfying(
            Verdict.Cleared.class,
            cleared ->
                assertThat(cleared.reply().warnings())
                    .extracting(Finding::kind)
                    .containsExactly("promise"));
  }
}
