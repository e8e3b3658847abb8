package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.base.ErrorCode;
import dev.kefu.base.Refusal;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.demo.TillBodies.NewScan;
import dev.kefu.commerce.demo.TillBodies.OrderChange;
import dev.kefu.commerce.demo.TillBodies.ProductChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoTillTest {

  private static final Instant NOW = DemoShopFixture.NOW;

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

  @Nested
  class TheShelf {

    @Test
    void isSeenByTheNextFact() {
      shop.till.change("CUP-A", new ProductChange(7, 4_900L, null));

      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("7");
      assertThat(read(FactKind.PRICE, "CUP-A").value()).isEqualTo("49.00");
      assertThat(shop.events).isEmpty();
    }

    @Test
    void keepsWhatIsNotTold() {
      shop.till.change("CUP-A", new ProductChange(null, 4_900L, null));

      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("3");
    }

    @Test
    void tellsOnceThatSomethingOnSaleHasRunOut() {
      shop.till.change("CUP-A", new ProductChange(0, null, null));
      shop.till.change("CUP-A", new ProductChange(0, null, null));

      assertThat(shop.events).containsExactly(new StockRanOut("CUP-A"));
    }

    @Test
    void doesNotTellItOfWhatIsNotOnSale() {
      shop.till.change("FAN-A", new ProductChange(0, null, null));
      shop.till.change("CUP-A", new ProductChange(0, null, false));

      assertThat(shop.events).isEmpty();
    }

    @Test
    void doesNotKnowWhatItDoesNotHave() {
      refused(
          ErrorCode.NOT_FOUND, () -> shop.till.change("NO-SUCH", new ProductChange(1, null, null)));
    }

    @Test
    void refusesWhatCannotBe() {
      refused(ErrorCode.BAD_REQUEST, () -> new ProductChange(-1, null, null));
      refused(ErrorCode.BAD_REQUEST, () -> new ProductChange(null, -1L, null));
      refused(ErrorCode.BAD_REQUEST, () -> new ProductChange(1_000_001, null, null));
      refused(ErrorCode.BAD_REQUEST, () -> new ProductChange(null, null, null));
    }
  }

  @Nested
  class AnOrder {

    @ParameterizedTest
    @EnumSource(OrderState.class)
    void getsTheMomentsItsStateNeeds(OrderState state) {
      shop.till.change("YS3", state(state.wireName()));

      var row = DemoOrders.row(shop.database.reader(), "YS3").orElseThrow();
      assertThat(row.state()).isEqualTo(state.wireName());
      assertThat(OrderTimes.of(row).missing(state)).isNull();
      assertThat(OrderTimes.of(row).surplus(state)).isNull();
      assertThat(read(FactKind.ORDER, "YS3").value()).isEqualTo(state.title());
    }

    @Test
    void isLateWhenItWasPaidLongAgo() {
      var paidAt = NOW.minus(Duration.ofHours(30));

      shop.till.change("YS1", new OrderChange(null, paidAt, null, null, null, null, null, null));

      assertThat(order("YS1").shipBy()).isEqualTo(paidAt.plus(Duration.ofHours(24)));
      assertThat(shop.events).containsExactly(new OrderMoved("YS1"));
    }

    @Test
    void isOnItsWayOnceItHasAParcel() {
      shop.till.change(
          "YS1", new OrderChange("shipped", null, null, null, null, "sf", "SF2", null));

      assertThat(order("YS1").shipBy()).isNull();
      assertThat(order("YS1").shippedAt()).isEqualTo(NOW);
      assertThat(shop.shipping.present("SF2").state()).isEqualTo("picked_up");
      assertThat(read(FactKind.SHIP_BY, "YS1").known()).isFalse();
    }

    @Test
    void movesOnWhenItsNextMomentIsTold() {
      shop.till.change("YS1", new OrderChange(null, null, NOW, null, null, null, null, null));

      assertThat(order("YS1").state()).isEqualTo(OrderState.SHIPPED);
    }

    @Test
    void goesBackAndForgetsWhatHasNotHappenedThen() {
      shop.till.change("YS2", state("paid"));

      assertThat(order("YS2").shippedAt()).isNull();
      assertThat(order("YS2").shipBy()).isNotNull();
    }

    @Test
    void isNotSaidToHaveMovedWhenNothingChanged() {
      shop.till.change("YS1", state("paid"));

      assertThat(shop.events).isEmpty();
    }

    @Test
    void refusesWhatDoesNotFitTogetherAndStoresNothing() {
      var before = order("YS1");

      refused(ErrorCode.BAD_REQUEST, () -> state("lost"));
      refused(
          ErrorCode.BAD_REQUEST,
          () ->
              shop.till.change(
                  "YS1", new OrderChange("paid", null, NOW, null, null, null, null, null)));
      refused(
          ErrorCode.BAD_REQUEST,
          () ->
              shop.till.change(
                  "YS1", new OrderChange("shipped", null, null, null, null, null, "SF1", null)));
      refused(
          ErrorCode.BAD_REQUEST,
          () ->
              shop.till.change(
                  "YS1", new OrderChange("shipped", null, null, null, null, "dhl", null, null)));
      refused(
          ErrorCode.BAD_REQUEST,
          () -> new OrderChange(null, Instant.MAX, null, null, null, null, null, null));
      refused(ErrorCode.NOT_FOUND, () -> shop.till.change("YS9", state("paid")));
      assertThat(order("YS1")).isEqualTo(before);
      assertThat(shop.events).isEmpty();
    }
  }

  @Nested
  class AParcel {

    @Test
    void isWhereItWasLastSeen() {
      shop.till.scan("SF1", new NewScan(null, "杭州", "派送中", "delivering"));

      assertThat(read(FactKind.PARCEL, "SF1").value()).isEqualTo("派送中");
      assertThat(shop.shipping.present("SF1").state()).isEqualTo("delivering");
      assertThat(shop.events).containsExactly(new OrderMoved("YS2"));
    }

    @Test
    void isNotMovedByAScanThatComesLate() {
      shop.till.scan("SF1", new NewScan(NOW.minus(Duration.ofHours(10)), "嘉兴", "路过", null));

      assertThat(read(FactKind.PARCEL, "SF1").value()).isEqualTo("已到达上海转运中心");
      assertThat(shop.shipping.present("SF1").scans()).hasSize(3);
    }

    @Test
    void signsItsOrder() {
      shop.till.scan("SF1", new NewScan(null, "杭州", "已签收", "signed"));

      assertThat(order("YS2").state()).isEqualTo(OrderState.SIGNED);
      assertThat(order("YS2").signedAt()).isEqualTo(NOW);
    }

    @Test
    void refusesAScanWithoutPlaceOrTextOrOfNoParcel() {
      refused(ErrorCode.BAD_REQUEST, () -> new NewScan(null, " ", "派送中", null));
      refused(ErrorCode.BAD_REQUEST, () -> new NewScan(null, "杭州", "", null));
      refused(ErrorCode.BAD_REQUEST, () -> new NewScan(null, "杭州", "派送中", "flying"));
      refused(
          ErrorCode.NOT_FOUND, () -> shop.till.scan("SF9", new NewScan(null, "杭州", "派送中", null)));
    }
  }

  private static OrderChange state(@Nullable String state) {
    return new OrderChange(state, null, null, null, null, null, null, null);
  }

  private Order order(String id) {
    return shop.orders.find(id).found().orElseThrow();
  }

  private Fact read(FactKind kind, String key) {
    return shop.facts.read(new FactRef(kind, key));
  }

  private static void refused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Refusal.class, r -> assertThat(r.code()).isEqualTo(code));
  }
}
