package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.DemoMode;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.Promotions.Promotion;
import dev.kefu.commerce.Shipping.Quote;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DemoFactsTest {

  @TempDir Path temp;
  DemoShopFixture shop;

  @BeforeEach
  void open() {
    shop =
        DemoShopFixture.open(temp.resolve("data"))
            .filledFrom(SmallShop.in(temp.resolve("kb")).folder());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @ParameterizedTest
  @CsvSource({
    "STOCK, DRS-A-BK-M, 12",
    "STOCK, DRS-A-BK-L, 0",
    "PRICE, DRS-A-BK-M, 189.00",
    "PROMOTION, DRS-A-BK-M, 满199减20、连衣裙九折",
    "PROMOTION, CUP-A, 满199减20、买杯送勺",
    "ORDER, YS1, 待发货",
    "ORDER, YS3, 待付款",
    "SHIP_BY, YS1, 11月24日 10:00",
    "PARCEL, SF1, 已到达上海转运中心",
    "SHIPPING_FEE, zto/浙江/1000, 5.00",
    "SHIPPING_FEE, zto/浙江/1001, 6.00",
    "SHIPPING_FEE, sf/浙江省/2000, 18.00",
    "MEMBER, xiaoyu/tier, 金卡会员",
    "MEMBER, xiaoyu/points, 2310",
  })
  void aFactIsAsTheShopTellsItNow(FactKind kind, String key, String value) {
    assertThat(read(kind, key))
        .isEqualTo(new Fact(kind, key, value, DemoShopFixture.NOW, "demo", FactState.FRESH));
  }

  @ParameterizedTest
  @CsvSource({
    "SHIP_BY, YS2",
    "SHIP_BY, YS3",
    "SHIPPING_FEE, zto/西藏/1000",
  })
  void thatThereIsNoneIsKnownToo(FactKind kind, String key) {
    var fact = read(kind, key);

    assertThat(fact.state()).isEqualTo(FactState.FRESH);
    assertThat(fact.known()).isFalse();
  }

  @Test
  void whatIsNotOnSaleCannotBeSoldWhateverLiesOnTheShelf() {
    assertThat(read(FactKind.STOCK, "FAN-A").value()).isEqualTo("0");
    assertThat(found(shop.products.find("FAN-A")).stock()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "STOCK, NO-SUCH",
    "PRICE, ''",
    "PROMOTION, NO-SUCH",
    "ORDER, YS9",
    "SHIP_BY, YS9",
    "PARCEL, SF9",
    "SHIPPING_FEE, zto/火星/1000",
    "SHIPPING_FEE, zto/浙江",
    "SHIPPING_FEE, zto/浙江/0",
    "SHIPPING_FEE, zto/浙江/999999",
    "SHIPPING_FEE, zto/浙江/x",
    "MEMBER, nobody/tier",
    "MEMBER, xiaoyu/phone",
    "MEMBER, xiaoyu",
    "POLICY, R-1",
  })
  void whatTheShopDoesNotKnowFailsWithoutAnException(FactKind kind, String key) {
    assertThat(read(kind, key))
        .isEqualTo(new Fact(kind, key, "", DemoShopFixture.NOW, "demo", FactState.FAILED));
  }

  @Nested
  class AnOrder {

    @Test
    void isToldWithItsLinesAndWhatWasPaid() {
      var order = found(shop.orders.find("YS1"));

      assertThat(order.state()).isEqualTo(OrderState.PAID);
      assertThat(order.lines())
          .extracting(Order.OrderLine::title)
          .containsExactly("法式连衣裙 黑色/M", "马克杯");
      assertThat(order.amountFen()).isEqualTo(18_900 + 2 * 5_900 + 600 - 1_000);
      assertThat(order.shipBy()).isEqualTo(DemoShopFixture.NOW.plus(Duration.ofHours(22)));
      assertThat(order.asOf()).isEqualTo(DemoShopFixture.NOW);
    }

    @Test
    void standsInItsBuyersListNewestFirst() {
      assertThat(found(shop.orders.ofBuyer("xiaoyu", 10)))
          .extracting(Order::order)
          .containsExactly("YS1", "YS2");
      assertThat(found(shop.orders.ofBuyer("xiaoyu", 1)))
          .extracting(Order::order)
          .containsExactly("YS1");
      assertThat(found(shop.orders.ofBuyer("xiaoyu", "YS1", 10)))
          .extracting(Order::order)
          .containsExactly("YS2");
      assertThat(found(shop.orders.ofBuyer("xiaoyu", "YS2", 10))).isEmpty();
      assertThat(found(shop.orders.ofBuyer("nobody", 10))).isEmpty();
    }
  }

  @Nested
  class TheShelf {

    @Test
    void isSearchedByEveryWordInAnyWriting() {
      assertThat(skus("连衣裙")).containsExactly("DRS-A-BK-L", "DRS-A-BK-M");
      assertThat(skus(" 連衣裙 黑色/Ｍ")).containsExactly("DRS-A-BK-M");
      assertThat(skus("cup-a")).containsExactly("CUP-A");
      assertThat(skus("连衣裙 马克杯")).isEmpty();
      assertThat(skus("%")).isEmpty();
      assertThat(skus("")).hasSize(4);
    }

    @Test
    void isReadPageByPage() {
      assertThat(found(shop.products.search("", "CUP-A", 2)))
          .extracting(Product::sku)
          .containsExactly("DRS-A-BK-L", "DRS-A-BK-M");
      assertThat(found(shop.products.search("", "FAN-A", 2))).isEmpty();
    }

    @Test
    void groupsTheSkusOfAProduct() {
      assertThat(found(shop.products.ofProduct("DRS-A"))).hasSize(2);
      assertThat(found(shop.products.find("DRS-A-BK-M")).attributes())
          .containsEntry("面料", "纯棉")
          .containsEntry("产地", "杭州");
    }

    private List<String> skus(String text) {
      return found(shop.products.search(text, 10)).stream().map(Product::sku).toList();
    }
  }

  @Nested
  class Sending {

    @Test
    void costsLeastWithTheFirstQuote() {
      assertThat(found(shop.shipping.quotes(null, "浙江省杭州市", 1_600)))
          .extracting(Quote::courierName, Quote::feeFen)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("中通快递", 600L),
              org.assertj.core.groups.Tuple.tuple("顺丰速运", 1_800L));
    }

    @Test
    void isQuotedLastByACourierThatDoesNotGoThere() {
      var quotes = found(shop.shipping.quotes(null, "西藏自治区", 1_000));

      assertThat(quotes).extracting(Quote::courier).containsExactly("ems", "zto");
      assertThat(quotes).extracting(Quote::served).containsExactly(true, false);
    }

    @Test
    void hasNoQuoteForAPlaceNobodyKnows() {
      assertThat(found(shop.shipping.quotes(null, "火星", 1_000))).isEmpty();
      assertThat(found(shop.shipping.quotes("sf", "西藏", 1_000))).isEmpty();
    }
  }

  @Nested
  class APromotion {

    @Test
    void runsOnlyInItsWindow() {
      assertThat(titles(DemoShopFixture.NOW)).containsExactly("满199减20", "连衣裙九折");
      assertThat(titles(Instant.parse("2026-12-11T15:59:59Z"))).isEmpty();
      assertThat(titles(Instant.parse("2026-12-11T16:00:00Z"))).containsExactly("双12八折");
      assertThat(titles(Instant.parse("2026-12-12T16:00:00Z"))).isEmpty();
    }

    @Test
    void ofNoKnownGoodsIsNone() {
      assertThat(found(shop.promotions.of("NO-SUCH", DemoShopFixture.NOW))).isEmpty();
      assertThat(found(shop.promotions.running(DemoShopFixture.NOW))).hasSize(3);
    }

    private List<String> titles(Instant at) {
      return found(shop.promotions.of("DRS-A-BK-M", at)).stream().map(Promotion::title).toList();
    }
  }

  @Nested
  class WhenTheLineToTheShopIsCut {

    @Test
    void onlyWhatIsCutFails() {
      shop.line.cut(Set.of("stock"), Duration.ofMinutes(1));

      assertThat(read(FactKind.STOCK, "CUP-A").failed()).isTrue();
      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEmpty();
      assertThat(read(FactKind.PRICE, "CUP-A").value()).isEqualTo("59.00");
      assertThat(shop.products.find("CUP-A").found()).isPresent();
    }

    @Test
    void itMendsItselfInTime() {
      shop.line.cut(Set.of("stock"), Duration.ZERO);

      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("3");
    }

    @Test
    void theNextCutReplacesIt() {
      shop.line.cut(Set.of("stock"), Duration.ofMinutes(1));
      shop.line.cut(Set.of(), Duration.ofMinutes(1));

      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void aSilentShopTellsNothing(FactKind kind) {
      shop.line.cut(Set.of("shop"), Duration.ofMinutes(1));

      assertThat(read(kind, "CUP-A").failed()).isTrue();
      assertThat(shop.products.find("CUP-A")).isInstanceOf(Answer.Failed.class);
      assertThat(shop.orders.find("YS1")).isInstanceOf(Answer.Failed.class);
      assertThat(shop.orders.ofBuyer("xiaoyu", 10)).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aDatabaseThatIsGoneIsAFailedFactToo() {
      shop.database.readers().close();

      assertThat(read(FactKind.STOCK, "CUP-A").failed()).isTrue();
    }
  }

  @Test
  void noQuestionKeepsAConnection() {
    for (var kind : FactKind.values()) {
      List.of("CUP-A", "YS1", "SF1", "zto/浙江/1000", "xiaoyu/tier").forEach(key -> read(kind, key));
    }
    found(shop.orders.ofBuyer("xiaoyu", 10));
    found(shop.products.ofProduct("DRS-A"));
    found(shop.products.search("", 10));

    var pool = shop.database.readers().getHikariPoolMXBean();
    assertThat(pool.getActiveConnections()).isZero();
  }

  @Test
  void withoutTheDemoNobodyAnswers() {
    try (var silent =
        new DemoShopFixture(temp.resolve("other"), new DemoMode(null, "0.0.0.0"))
            .filledFrom(temp.resolve("kb"))) {
      assertThat(silent.facts.read(new FactRef(FactKind.STOCK, "CUP-A")).failed()).isTrue();
      assertThat(silent.products.find("CUP-A")).isInstanceOf(Answer.Failed.class);
    }
  }

  private Fact read(FactKind kind, String key) {
    return shop.facts.read(new FactRef(kind, key));
  }

  private static <T> T found(Answer<T> answer) {
    return answer.found().orElseThrow();
  }
}
