package dev.kefu.commerce;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.Payouts.Receipt;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Shipping.Quote;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What every connector promises, told of one small shop that stands behind each of them.
@TestInstance(Lifecycle.PER_CLASS)
public abstract class ShopContract {

  public static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  private static final Duration WITHIN = ofSeconds(10);

  /// Longer than anything is fresh, and longer than what is not fresh is still ageing.
  private static final Duration MUCH_LATER = ofMinutes(50);

  /// What a shop's system may have no way to tell or to do. Its doors say so then; all else is
  /// promised by every connector.
  protected enum Lack {
    PROMOTIONS,
    QUOTES,
    MEMBERS,
    POINTS,
    PRICE_CHANGES,
    FLOORS,
    RESTOCKS
  }

  protected Set<Lack> lacks() {
    return Set.of();
  }

  /// What the shop calls an order of the small shop.
  protected String order(String name) {
    return name;
  }

  protected abstract ShopDoors shop();

  protected abstract TurnedClock clock();

  /// Changes what lies on the shelf, in the shop itself.
  protected abstract void setStock(String sku, int stock);

  /// From now on nobody answers.
  protected abstract void cut();

  /// From now on nobody answers for a payout that was made.
  protected abstract void cutBehindPayouts();

  protected abstract void mend();

  @AfterEach
  void allIsWellAgain() {
    mend();
    clock().set(NOW);
    await()
        .pollDelay(Duration.ZERO)
        .atMost(WITHIN)
        .until(() -> shop().facts().readAnew(stock("CUP-A")).getFirst().known());
  }

  @ParameterizedTest
  @CsvSource({
    "STOCK, DRS-A-BK-M, 12",
    "STOCK, DRS-A-BK-L, 0",
    "STOCK, FAN-A, 0",
    "PRICE, DRS-A-BK-M, 189.00",
    "PROMOTION, DRS-A-BK-M, 满199减20、连衣裙九折",
    "PROMOTION, CUP-A, 满199减20、买杯送勺",
    "PAYABLE, DRS-A-BK-M, 170.10",
    "PAYABLE, CUP-A, 59.00",
    "PAYABLE, FAN-A, 119.00",
    "PAYABLE, FAN-A/xiaoyu, 110.00",
    "PAYABLE, FAN-A/nobody, 119.00",
    "ORDER, YS1, 待发货",
    "ORDER, YS3, 待付款",
    "SHIP_BY, YS1, 11月24日 10:00",
    "PARCEL, SF1, 已到达上海转运中心",
    "SHIPPING_FEE, zto/浙江/1000, 5.00",
    "SHIPPING_FEE, zto/浙江/1001, 6.00",
    "SHIPPING_FEE, sf/浙江省/2000, 18.00",
    "MEMBER, xiaoyu/tier, 金卡会员",
    "MEMBER, xiaoyu/points, 2310",
    "SHIP_BY, YS2, ''",
    "SHIP_BY, YS3, ''",
    "SHIPPING_FEE, zto/西藏/1000, ''",
  })
  void aFactIsAsTheShopTellsItNow(FactKind kind, String name, String value) {
    var key = key(kind, name);
    var told =
        lacks(kind)
            ? new Fact(kind, key, "", NOW, shop().source(), FactState.FAILED)
            : new Fact(kind, key, value, NOW, shop().source(), FactState.FRESH);

    assertThat(read(kind, key)).isEqualTo(told);
    assertThat(shop().facts().readAnew(List.of(new FactRef(kind, key)))).containsExactly(told);
  }

  private String key(FactKind kind, String name) {
    return kind == FactKind.ORDER || kind == FactKind.SHIP_BY ? order(name) : name;
  }

  private boolean lacks(FactKind kind) {
    return switch (kind) {
      case PROMOTION, PAYABLE -> lacks().contains(Lack.PROMOTIONS);
      case SHIPPING_FEE -> lacks().contains(Lack.QUOTES);
      case MEMBER -> lacks().contains(Lack.MEMBERS);
      case STOCK, PRICE, ORDER, PARCEL, SHIP_BY, POLICY -> false;
    };
  }

  @ParameterizedTest
  @CsvSource({
    "STOCK, NO-SUCH",
    "STOCK, ..",
    "STOCK, ../orders/YS1",
    "PRICE, ''",
    "PROMOTION, NO-SUCH",
    "PAYABLE, NO-SUCH",
    "PAYABLE, NO-SUCH/xiaoyu",
    "ORDER, YS9",
    "SHIP_BY, YS9",
    "PARCEL, SF9",
    "SHIPPING_FEE, zto/火星/1000",
    "SHIPPING_FEE, zto/浙江",
    "SHIPPING_FEE, zto/浙江/0",
    "MEMBER, nobody/tier",
    "MEMBER, xiaoyu/phone",
    "MEMBER, xiaoyu",
    "POLICY, R-1",
  })
  void whatTheShopDoesNotKnowFailsWithoutAnException(FactKind kind, String name) {
    var key = key(kind, name);

    assertThat(read(kind, key))
        .isEqualTo(new Fact(kind, key, "", NOW, shop().source(), FactState.FAILED));
  }

  @Test
  void severalFactsComeInTheirOrder() {
    var refs =
        List.of(
            ref(FactKind.PRICE, "CUP-A"),
            ref(FactKind.ORDER, order("YS9")),
            ref(FactKind.STOCK, "CUP-A"));

    assertThat(shop().facts().read(refs)).extracting(Fact::ref).isEqualTo(refs);
    assertThat(shop().facts().readAnew(refs))
        .extracting(Fact::value)
        .containsExactly("59.00", "", "3");
  }

  @Test
  void aProductIsToldWhole() {
    var dress = found(shop().products().find("DRS-A-BK-M"));

    assertThat(dress.fullTitle()).isEqualTo("法式连衣裙 黑色/M");
    assertThat(dress.product()).isEqualTo("DRS-A");
    assertThat(dress.priceFen()).isEqualTo(18_900);
    assertThat(dress.floorFen()).isEqualTo(lacks().contains(Lack.FLOORS) ? null : 15_000L);
    assertThat(found(shop().products().find("CUP-A")).floorFen()).isNull();
    assertThat(dress.stock()).isEqualTo(12);
    assertThat(dress.safetyStock()).isEqualTo(8);
    assertThat(dress.weightG()).isEqualTo(420);
    assertThat(dress.attributes()).containsEntry("面料", "纯棉").containsEntry("产地", "杭州");
    assertThat(dress.asOf()).isEqualTo(NOW);
    assertThat(found(shop().products().find("DRS-A-BK-L")).restockAt())
        .isEqualTo(lacks().contains(Lack.RESTOCKS) ? null : NOW.plus(Duration.ofDays(5)));
    assertThat(found(shop().products().find("FAN-A")).onSale()).isFalse();
    assertThat(shop().products().find("NO-SUCH")).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void theShelfIsSearchedByEveryWordAndReadPageByPage() {
    assertThat(skus("连衣裙", "", 10)).containsExactly("DRS-A-BK-L", "DRS-A-BK-M");
    assertThat(skus("cup-a", "", 10)).containsExactly("CUP-A");
    assertThat(skus("连衣裙 马克杯", "", 10)).isEmpty();
    assertThat(skus("", "", 10)).hasSize(4);
    assertThat(skus("", "CUP-A", 2)).containsExactly("DRS-A-BK-L", "DRS-A-BK-M");
    assertThat(skus("", "FAN-A", 2)).isEmpty();
    assertThat(found(shop().products().ofProduct("DRS-A")))
        .extracting(Product::sku)
        .containsExactly("DRS-A-BK-L", "DRS-A-BK-M");
    assertThat(found(shop().products().ofProduct("NO-SUCH"))).isEmpty();
  }

  @Test
  void anOrderIsToldWithItsLinesAndWhatWasPaid() {
    var order = found(shop().orders().find(order("YS1")));

    assertThat(order.buyer()).isEqualTo("xiaoyu");
    assertThat(order.state()).isEqualTo(OrderState.PAID);
    assertThat(order.lines())
        .extracting(Order.OrderLine::title)
        .containsExactly("法式连衣裙 黑色/M", "马克杯");
    assertThat(order.lines()).extracting(Order.OrderLine::quantity).containsExactly(1, 2);
    assertThat(order.amountFen()).isEqualTo(18_900 + 2 * 5_900 + 600 - 1_000);
    assertThat(order.paidAt()).isEqualTo(NOW.minus(Duration.ofHours(2)));
    assertThat(order.shipBy()).isEqualTo(NOW.plus(Duration.ofHours(22)));
    assertThat(order.province()).isEqualTo("浙江");
    assertThat(order.parcel()).isNull();
    var shipped = found(shop().orders().find(order("YS2")));
    assertThat(shipped.courier()).isEqualTo("sf");
    assertThat(shipped.parcel()).isEqualTo("SF1");
    assertThat(shipped.shipBy()).isNull();
    assertThat(shop().orders().find(order("YS9"))).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void ordersAreListedByBuyerNewestFirstAndByStateOldestFirst() {
    assertThat(orders("xiaoyu", "", 10)).containsExactly(order("YS1"), order("YS2"));
    assertThat(orders("xiaoyu", "", 1)).containsExactly(order("YS1"));
    assertThat(orders("xiaoyu", order("YS1"), 10)).containsExactly(order("YS2"));
    assertThat(orders("xiaoyu", order("YS2"), 10)).isEmpty();
    assertThat(orders("nobody", "", 10)).isEmpty();
    assertThat(found(shop().orders().inState(OrderState.PAID, 10)))
        .extracting(Order::order)
        .containsExactly(order("YS1"));
    assertThat(found(shop().orders().inState(OrderState.CLOSED, 10))).isEmpty();
  }

  @Test
  void aParcelIsToldScanByScan() {
    var parcel = found(shop().shipping().parcel("SF1"));

    assertThat(parcel.order()).isEqualTo(order("YS2"));
    assertThat(parcel.courier()).isEqualTo("sf");
    assertThat(parcel.state()).isEqualTo("in_transit");
    assertThat(parcel.scans()).extracting(Parcel.Scan::text).containsExactly("已揽收", "已到达上海转运中心");
    assertThat(parcel.scans().getLast().at()).isEqualTo(NOW.minus(Duration.ofHours(5)));
    assertThat(shop().shipping().parcel("SF9")).isInstanceOf(Answer.Missing.class);
  }

  @Test
  void sendingCostsLeastWithTheFirstQuote() {
    if (lacks().contains(Lack.QUOTES)) {
      assertLacking(shop().shipping().quotes(null, "浙江省杭州市", 1_600));
      return;
    }
    assertThat(quotes("浙江省杭州市", 1_600))
        .extracting(Quote::courierName)
        .containsExactly("中通快递", "顺丰速运");
    assertThat(quotes("浙江省杭州市", 1_600)).extracting(Quote::feeFen).containsExactly(600L, 1_800L);
    assertThat(quotes("西藏自治区", 1_000)).extracting(Quote::courier).containsExactly("ems", "zto");
    assertThat(quotes("西藏自治区", 1_000)).extracting(Quote::served).containsExactly(true, false);
    assertThat(quotes("火星", 1_000)).isEmpty();
    assertThat(found(shop().shipping().quotes("sf", "西藏", 1_000))).isEmpty();
  }

  @Test
  void aPromotionRunsOnlyInItsWindow() {
    if (lacks().contains(Lack.PROMOTIONS)) {
      assertLacking(shop().promotions().running(NOW));
      assertLacking(shop().promotions().of("DRS-A-BK-M", NOW));
      return;
    }
    assertThat(titles(NOW)).containsExactly("满199减20", "连衣裙九折");
    assertThat(titles(Instant.parse("2026-12-11T15:59:59Z"))).isEmpty();
    assertThat(titles(Instant.parse("2026-12-11T16:00:00Z"))).containsExactly("双12八折");
    assertThat(titles(Instant.parse("2026-12-12T16:00:00Z"))).isEmpty();
    assertThat(found(shop().promotions().running(NOW))).hasSize(6);
    assertThat(found(shop().promotions().of("NO-SUCH", NOW))).isEmpty();
    var reduction = found(shop().promotions().running(NOW)).getFirst();
    assertThat(reduction.thresholdFen()).isEqualTo(19_900);
    assertThat(reduction.reduceFen()).isEqualTo(2_000);
    assertThat(reduction.percent()).isNull();
  }

  @Test
  void whatAPromotionDependsOnIsToldWhole() {
    if (lacks().contains(Lack.PROMOTIONS)) {
      assertLacking(shop().promotions().of("FAN-A", NOW));
      return;
    }
    var fans = found(shop().promotions().of("FAN-A", NOW));

    assertThat(fans)
        .extracting(Promotion::title)
        .containsExactly("满199减20", "风扇会员价", "电器第二件半价", "电器每满100减10");
    assertThat(fans.get(1).tiers()).containsExactly("金卡会员");
    assertThat(fans.get(1).priceFen()).isEqualTo(12_000);
    assertThat(fans.get(1).levelOrUsual()).isEqualTo(Promotions.Level.ITEM);
    assertThat(fans.get(2).nth()).isEqualTo(2);
    assertThat(fans.get(2).categories()).containsExactly("电器");
    assertThat(fans.get(2).capFen()).isEqualTo(9_000);
    assertThat(fans.get(3).every()).isTrue();
    assertThat(fans.get(3).levelOrUsual()).isEqualTo(Promotions.Level.PLATFORM);
  }

  @Test
  void aMemberIsKnownByTierAndPoints() {
    if (lacks().contains(Lack.MEMBERS)) {
      assertLacking(shop().members().find("xiaoyu"));
      assertThat(shop().members().glance("xiaoyu")).isEmpty();
      return;
    }
    var member = found(shop().members().find("xiaoyu"));

    assertThat(member.tier()).isEqualTo("金卡会员");
    assertThat(member.points()).isEqualTo(2_310);
    assertThat(shop().members().find("nobody")).isInstanceOf(Answer.Missing.class);
    await().atMost(WITHIN).until(() -> shop().members().glance("xiaoyu").isPresent());
  }

  @Test
  void aKeyIsPaidOnce() {
    var key = "case_" + UUID.randomUUID();

    var first = shop().payouts().pay(refund(key, order("YS1"), 1_500));

    assertThat(first.paid()).isTrue();
    assertThat(first.reference()).isNotBlank();
    assertThat(shop().payouts().pay(refund(key, order("YS1"), 1_500))).isEqualTo(first);
    assertThat(shop().payouts().find(key)).contains(first);
    assertThat(shop().payouts().find("case_" + UUID.randomUUID())).isEmpty();
  }

  @Test
  void aChangedPriceIsTakenOffTheOrderOnceAndSeenAtOnce() {
    var before = found(shop().orders().find(order("YS3"))).amountFen();
    var key = "case_" + UUID.randomUUID();
    var change = new Payout(key, order("YS3"), "lilei", Payouts.PRICE_CHANGE, 1_000);
    var offered = !lacks().contains(Lack.PRICE_CHANGES);
    var after = offered ? before - 1_000 : before;

    assertThat(shop().payouts().offers(Payouts.PRICE_CHANGE)).isEqualTo(offered);
    var first = shop().payouts().pay(change);

    assertThat(first.paid()).as(first.text()).isEqualTo(offered);
    assertThat(found(shop().orders().find(order("YS3"))).amountFen()).isEqualTo(after);
    assertThat(shop().payouts().pay(change)).isEqualTo(first);
    assertThat(found(shop().orders().find(order("YS3"))).amountFen()).isEqualTo(after);
  }

  @Test
  void aPriceThatIsPaidIsNotChanged() {
    var key = "case_" + UUID.randomUUID();

    var receipt =
        shop().payouts().pay(new Payout(key, order("YS1"), "xiaoyu", Payouts.PRICE_CHANGE, 1_000));

    assertThat(receipt.paid()).isFalse();
    if (!lacks().contains(Lack.PRICE_CHANGES)) {
      assertThat(receipt.text()).isEqualTo("订单不是待付款，不能改价");
    }
  }

  @Test
  void theShopSaysWhyItDoesNotPay() {
    var receipt = shop().payouts().pay(refund("case_" + UUID.randomUUID(), order("YS3"), 1_500));

    assertThat(receipt.paid()).isFalse();
    assertThat(receipt.text()).isEqualTo("订单不属于这位买家");
  }

  @Test
  void aKnownBuyerIsGivenPointsWithoutAnOrder() {
    var payout = new Payout("case_" + UUID.randomUUID(), null, "xiaoyu", "points", 100);

    var receipt = shop().payouts().pay(payout);

    assertThat(receipt.paid()).isEqualTo(!lacks().contains(Lack.POINTS));
    assertThat(shop().payouts().offers("points")).isEqualTo(receipt.paid());
    assertThat(receipt.paid() || !receipt.text().isBlank()).isTrue();
    assertThat(shop().payouts().find(payout.key()).filter(Receipt::paid).isPresent())
        .isEqualTo(receipt.paid());
  }

  @Test
  void aLostAnswerIsFoundUnderItsKey() {
    var key = "case_" + UUID.randomUUID();
    cutBehindPayouts();

    assertThatThrownBy(() -> shop().payouts().pay(refund(key, order("YS1"), 1_500)))
        .isInstanceOf(PayoutUnknown.class);
    mend();

    await()
        .atMost(WITHIN)
        .ignoreExceptions()
        .until(() -> shop().payouts().find(key).orElseThrow().paid());
  }

  @Test
  void whatChangedAMomentAgoIsReadAnew() {
    assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("3");
    setStock("CUP-A", 2);

    var now = shop().facts().readAnew(stock("CUP-A")).getFirst();
    setStock("CUP-A", 3);

    assertThat(now.value()).isEqualTo("2");
    assertThat(now.state()).isEqualTo(FactState.FRESH);
    assertThat(shop().facts().readAnew(stock("CUP-A")).getFirst().value()).isEqualTo("3");
  }

  @Test
  void whatChangedAMomentAgoIsReadAnewByEveryDoor() {
    assertThat(found(shop().products().find("CUP-A")).stock()).isEqualTo(3);
    setStock("CUP-A", 2);

    var now = shop().facts().anew(() -> found(shop().products().find("CUP-A")).stock());
    setStock("CUP-A", 3);

    assertThat(now).isEqualTo(2);
    assertThat(shop().facts().anew(() -> found(shop().products().find("CUP-A")).stock()))
        .isEqualTo(3);
  }

  @Test
  void aShopThatIsSilentTellsNothing() {
    var paid = "case_" + UUID.randomUUID();
    assertThat(shop().payouts().pay(refund(paid, order("YS1"), 1_500)).paid()).isTrue();
    cut();
    clock().turn(MUCH_LATER);

    for (var kind : FactKind.values()) {
      for (var key :
          List.of("CUP-A", "FAN-A/xiaoyu", order("YS1"), "SF1", "zto/浙江/1000", "xiaoyu/tier")) {
        assertThat(read(kind, key).failed()).as(kind + " " + key).isTrue();
        assertThat(shop().facts().readAnew(List.of(ref(kind, key))).getFirst().value()).isEmpty();
      }
    }
    assertThat(shop().products().find("CUP-A")).isInstanceOf(Answer.Failed.class);
    assertThat(shop().products().search("", 10)).isInstanceOf(Answer.Failed.class);
    assertThat(shop().products().ofProduct("DRS-A")).isInstanceOf(Answer.Failed.class);
    assertThat(shop().orders().find(order("YS1"))).isInstanceOf(Answer.Failed.class);
    assertThat(shop().orders().ofBuyer("xiaoyu", 10)).isInstanceOf(Answer.Failed.class);
    assertThat(shop().orders().inState(OrderState.PAID, 10)).isInstanceOf(Answer.Failed.class);
    assertThat(shop().shipping().parcel("SF1")).isInstanceOf(Answer.Failed.class);
    assertThat(shop().shipping().quotes(null, "浙江", 1_000)).isInstanceOf(Answer.Failed.class);
    assertThat(shop().promotions().running(clock().instant())).isInstanceOf(Answer.Failed.class);
    assertThat(shop().members().find("xiaoyu")).isInstanceOf(Answer.Failed.class);
    assertThat(shop().members().glance("xiaoyu")).isEmpty();
    assertThatThrownBy(() -> shop().payouts().find(paid)).isInstanceOf(PayoutUnknown.class);
    assertThatThrownBy(() -> shop().payouts().pay(refund("case_1", order("YS1"), 100)))
        .isInstanceOf(PayoutUnknown.class);
  }

  /// Neither an empty list nor an error: a sentence for people.
  private static void assertLacking(Answer<?> answer) {
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class, failed -> assertThat(failed.reason().toString()).isNotBlank());
  }

  private static FactRef ref(FactKind kind, String key) {
    return new FactRef(kind, key);
  }

  protected static List<FactRef> stock(String sku) {
    return List.of(ref(FactKind.STOCK, sku));
  }

  protected Fact read(FactKind kind, String key) {
    return shop().facts().read(ref(kind, key));
  }

  protected static Payout refund(String key, String order, long amountFen) {
    return new Payout(key, order, "xiaoyu", "refund", amountFen);
  }

  protected static <T> T found(Answer<T> answer) {
    return answer.found().orElseThrow(() -> new AssertionError(answer));
  }

  private List<String> skus(String text, String after, int limit) {
    return found(shop().products().search(text, after, limit)).stream().map(Product::sku).toList();
  }

  private List<String> orders(String buyer, String after, int limit) {
    return found(shop().orders().ofBuyer(buyer, after, limit)).stream().map(Order::order).toList();
  }

  private List<Quote> quotes(String province, int weightG) {
    return found(shop().shipping().quotes(null, province, weightG));
  }

  private List<String> titles(Instant at) {
    return found(shop().promotions().of("DRS-A-BK-M", at)).stream().map(Promotion::title).toList();
  }
}
