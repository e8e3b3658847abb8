package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.Payouts.PayoutUnknown;
import dev.kefu.commerce.Payouts.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoPayoutsTest {

  private static final int THREADS = 8;

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

  @Test
  void aKeyIsPaidOnceHoweverManyAskAtOnce() throws Exception {
    var receipts = new HashSet<Receipt>();
    var start = new CountDownLatch(1);
    Callable<Receipt> pay =
        () -> {
          start.await();
          return shop.payouts.pay(refund("grant_1", 1_500));
        };
    try (var threads = Executors.newFixedThreadPool(THREADS)) {
      var running = IntStream.range(0, THREADS).mapToObj(_ -> threads.submit(pay)).toList();
      start.countDown();
      for (var each : running) {
        receipts.add(each.get());
      }
    }

    assertThat(receipts).hasSize(1);
    assertThat(receipts).allMatch(Receipt::paid);
    assertThat(shop.rows("demo_payout")).isEqualTo(1);
    assertThat(bookedFen()).isEqualTo(1_500);
  }

  @Test
  void theSameKeyAnswersTheFirstReceiptWhateverElseIsAsked() {
    var first = shop.payouts.pay(refund("grant_1", 1_500));

    assertThat(shop.payouts.pay(refund("grant_1", 9_900))).isEqualTo(first);
    assertThat(shop.payouts.find("grant_1")).contains(first);
    assertThat(bookedFen()).isEqualTo(1_500);
  }

  @Test
  void anotherKeyIsAnotherPayout() {
    shop.payouts.pay(refund("grant_1", 1_500));
    shop.payouts.pay(refund("grant_2", 500));

    assertThat(bookedFen()).isEqualTo(2_000);
    assertThat(shop.payouts.find("grant_3")).isEmpty();
  }

  @Test
  void aRefundOnlyBooks() {
    var before = shop.orders.find("YS1");

    shop.payouts.pay(refund("grant_1", 1_500));

    assertThat(shop.orders.find("YS1")).isEqualTo(before);
  }

  @Test
  void aChangedPriceIsToldToWhoeverWatchesTheOrder() {
    shop.payouts.pay(new Payout("grant_1", "YS3", "lilei", "price_change", 900));

    assertThat(shop.orders.present("YS3").amountFen()).isEqualTo(18_000);
    assertThat(shop.events).containsExactly(new OrderMoved("YS3"));
  }

  @Test
  void somethingAlwaysStaysToBePaid() {
    var all = new Payout("grant_1", "YS3", "lilei", "price_change", 18_900);
    var allButOne = new Payout("grant_2", "YS3", "lilei", "price_change", 18_899);

    assertThat(shop.payouts.pay(all).paid()).isFalse();
    assertThat(shop.payouts.pay(allButOne).paid()).isTrue();
    assertThat(shop.payouts.pay(new Payout("grant_3", "YS3", "lilei", "price_change", 1)).paid())
        .isFalse();
    assertThat(shop.orders.present("YS3").amountFen()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"YS9, xiaoyu", "YS3, xiaoyu", ", nobody"})
  void theShopRefusesWhatIsNotTheBuyersOrNobodyKnows(String order, String buyer) {
    var receipt = shop.payouts.pay(new Payout("grant_1", order, buyer, "refund", 100));

    assertThat(receipt.paid()).isFalse();
    assertThat(receipt.text()).isNotBlank();
    assertThat(shop.payouts.pay(new Payout("grant_1", "YS1", "xiaoyu", "refund", 100)))
        .isEqualTo(receipt);
  }

  @Test
  void aKnownBuyerIsGivenPointsWithoutAnOrder() {
    assertThat(shop.payouts.pay(new Payout("grant_1", null, "xiaoyu", "points", 100)).paid())
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({"refund, -1", "refund, 0", "coupon, 0", "exchange, -1", "cash, 100"})
  void nobodyCanPayThis(String form, long amountFen) {
    assertThatThrownBy(() -> new Payout("grant_1", "YS1", "xiaoyu", form, amountFen))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExchangeCostsNothing() {
    assertThat(shop.payouts.pay(new Payout("grant_1", "YS1", "xiaoyu", "exchange", 0)).paid())
        .isTrue();
  }

  @Test
  void aShopThatCannotBeReachedHasPaidNothing() {
    shop.line.cut(Set.of("payout"), Duration.ofMinutes(1));

    assertThatThrownBy(() -> shop.payouts.pay(refund("grant_1", 1_500)))
        .isInstanceOf(PayoutUnknown.class);
    assertThatThrownBy(() -> shop.payouts.find("grant_1")).isInstanceOf(PayoutUnknown.class);
    assertThat(shop.rows("demo_payout")).isZero();
  }

  @Test
  void aLostAnswerIsFoundUnderItsKey() {
    shop.line.cut(Set.of("payout_answer"), Duration.ofMinutes(1));

    assertThatThrownBy(() -> shop.payouts.pay(refund("grant_1", 1_500)))
        .isInstanceOf(PayoutUnknown.class);
    assertThat(shop.payouts.find("grant_1").orElseThrow().paid()).isTrue();
    assertThat(bookedFen()).isEqualTo(1_500);
  }

  private static Payout refund(String key, long amountFen) {
    return new Payout(key, "YS1", "xiaoyu", "refund", amountFen);
  }

  private long bookedFen() {
    return shop.database
        .reader()
        .sql("select sum(amount_fen) from demo_payout where paid = 1")
        .query(Long.class)
        .single();
  }
}
