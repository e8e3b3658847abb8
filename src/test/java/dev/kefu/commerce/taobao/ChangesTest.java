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
import org.junit.jupiter.api.Test;

/// What changes on the platform is heard of here.
class ChangesTest extends AtThePlatform {

  @Test
  void whatHasChangedThereIsToldHereOnceAndLookedAtAnew() {
    var told = new CopyOnWriteArrayList<Object>();
    var changes = changes(told);
    changes.look();
    assertThat(stock(CUP)).isEqualTo("3");
    told.clear();
    truth.setStock(CUP, 0);
    try {
      platform.market.touch("YS2");

      truth.clock().turn(Duration.ofSeconds(1));
      changes.look();
      changes(told).look();
      changes.look();

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

    changes(told).look();

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
    changes.look();
    told.clear();
    platform.market.touch("YS3");
    platform.mood = Mood.BROKEN;
    truth.clock().turn(Duration.ofHours(2));
    changes.look();
    platform.mood = Mood.FINE;

    await()
        .pollDelay(Duration.ZERO)
        .atMost(WITHIN)
        .until(() -> {
          changes.look();
          return told.contains(new OrderMoved(Marketplace.trade("YS3")));
        });
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
            shop.products()::forget,
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
