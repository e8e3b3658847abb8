package dev.kefu.commerce.taobao;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.cluster.TestSignals;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.taobao.StandInPlatform.Mood;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What changes on the platform is heard of here.
class ChangesTest extends AtThePlatform {

  /// What was forgotten.
  private final List<String> forgotten = new CopyOnWriteArrayList<>();

  @Test
  void whatHasChangedThereIsToldHereOnceAndLookedAtAnew() {
    var told = new CopyOnWriteArrayList<Object>();
    var changes = changes(told);
    changes.look(ChangesTest::on);
    assertThat(stock(CUP)).isEqualTo("3");
    told.clear();
    truth.setStock(CUP, 0);
    try {
      platform.market.touch("YS2");

      truth.clock().turn(Duration.ofSeconds(1));
      changes.look(ChangesTest::on);
      changes(told).look(ChangesTest::on);
      changes.look(ChangesTest::on);

      assertThat(told)
          .contains(new OrderMoved(Marketplace.trade("YS2")), new StockRanOut(CUP))
          .doesNotContain(new OrderMoved(Marketplace.trade("YS1")));
      assertThat(stock(CUP)).isEqualTo("0");
    } finally {
      truth.setStock(CUP, 3);
    }
  }

  @Test
  void manyChangesAreReadFromTheLastPageOnAndNoneIsLeftOut() {
    platform.whim =
        method ->
            method.equals("taobao.trades.sold.increment.get")
                ? Optional.of(incrementOf(platform.times(method)))
                : Optional.empty();
    var told = new CopyOnWriteArrayList<Object>();

    changes(told).look(ChangesTest::on);

    assertThat(told).containsExactly(new OrderMoved("3"), new OrderMoved("2"), new OrderMoved("1"));
  }

  /// Three pages: first asked is page 1 for how many there are, then 3, 2 and 1.
  private static String incrementOf(int time) {
    var page = List.of(1, 3, 2, 1).get(time - 1);
    return """
    {"trades_sold_increment_get_response":{"total_results":100,"trades":{"trade":[
      {"tid":%d,"modified":"2026-11-23 11:59:00","status":"TRADE_FINISHED"}]}}}
    """
        .formatted(page);
  }

  @Test
  void whileThePlatformIsSilentNothingIsSkipped() {
    var told = new CopyOnWriteArrayList<Object>();
    var changes = changes(told);
    changes.look(ChangesTest::on);
    told.clear();
    platform.market.touch("YS3");
    platform.mood = Mood.BROKEN;
    truth.clock().turn(Duration.ofHours(2));
    changes.look(ChangesTest::on);
    platform.mood = Mood.FINE;

    await()
        .pollDelay(Duration.ZERO)
        .atMost(WITHIN)
        .until(() -> {
          changes.look(ChangesTest::on);
          return told.contains(new OrderMoved(Marketplace.trade("YS3")));
        });
  }

  @Test
  void aStockOutIsToldThoughTheShelfWasSilentAtFirst() {
    var told = new CopyOnWriteArrayList<Object>();
    var changes = changes(told);
    changes.look(ChangesTest::on);
    told.clear();
    truth.setStock(CUP, 0);
    try {
      platform.market.touch("YS2");
      platform.whim =
          method ->
              method.equals(ITEM)
                  ? Optional.of(StandInPlatform.error(15, "isp.top-remote-connection-timeout", ""))
                  : Optional.empty();
      truth.clock().turn(Duration.ofSeconds(1));
      changes.look(ChangesTest::on);
      assertThat(told).doesNotContain(new StockRanOut(CUP));
      platform.whim = _ -> Optional.empty();

      await()
          .pollDelay(Duration.ZERO)
          .atMost(WITHIN)
          .until(() -> {
            changes.look(ChangesTest::on);
            return told.contains(new StockRanOut(CUP));
          });
      assertThat(told).filteredOn(new OrderMoved(Marketplace.trade("YS2"))::equals).hasSize(1);
    } finally {
      truth.setStock(CUP, 3);
    }
  }

  @Test
  void whatWasNotSoldIsNotForgotten() {
    var told = new CopyOnWriteArrayList<Object>();
    var changes = changes(told);
    for (var time = 0; time < 2; time++) {
      // The second time nothing is news but that it was sold.
      forgotten.clear();
      platform.market.touch("YS1");
      platform.market.touch("YS2");
      truth.clock().turn(Duration.ofSeconds(1));
      changes.look(ChangesTest::on);
    }

    var sold =
        List.of("YS1", "YS2").stream()
            .flatMap(
                order -> truth.doors().orders().find(order).found().orElseThrow().lines().stream())
            .map(line -> line.sku())
            .distinct()
            .toList();
    assertThat(forgotten).containsExactlyInAnyOrderElementsOf(sold);
  }

  @Test
  void aStopWaitsForOneSpanAndNotForHoursOfThem() {
    var changes = changes(new CopyOnWriteArrayList<>());
    changes.look(ChangesTest::on);
    truth.clock().turn(Duration.ofHours(5));
    var before = platform.times("taobao.trades.sold.increment.get");
    var asked = new AtomicInteger();

    changes.look(() -> asked.incrementAndGet() <= 1);

    assertThat(platform.times("taobao.trades.sold.increment.get") - before).isEqualTo(1);
    changes.look(ChangesTest::on);
    assertThat(platform.times("taobao.trades.sold.increment.get") - before).isEqualTo(10);
  }

  private static boolean on() {
    return true;
  }

  private Changes changes(List<Object> told) {
    var clock = truth.clock();
    var leases = TaobaoFixture.leases(database, clock);
    var shop = taobao.shop;
    return new Changes(
        taobao.gateway,
        shop.shelf(),
        shop.parcels(),
        new Forgetting(
            sku -> {
              forgotten.add(sku);
              shop.products().forget(sku);
            },
            shop.orders()::forget,
            shop.shipping()::forget,
            TestSignals.local(),
            clock),
        told::add,
        leases,
        new Marks(database.writer(), database.transactions(), leases),
        clock);
  }
}
