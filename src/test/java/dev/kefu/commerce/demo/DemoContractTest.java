package dev.kefu.commerce.demo;

import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.ShopDoors;
import dev.kefu.commerce.TurnedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The demo shop keeps what every connector promises.
class DemoContractTest extends ShopContract {

  private static final Duration LONG = Duration.ofDays(1);

  DemoShopFixture shop;

  @BeforeAll
  void open(@TempDir Path temp) {
    shop = DemoShopFixture.small(temp);
  }

  @AfterAll
  void close() {
    shop.close();
  }

  @Override
  protected ShopDoors shop() {
    return shop.doors();
  }

  @Override
  protected TurnedClock clock() {
    return shop.clock();
  }

  @Override
  protected void setStock(String sku, int stock) {
    shop.setStock(sku, stock);
  }

  @Override
  protected void cut() {
    shop.line.cut(Set.of(DemoLine.SHOP), LONG);
  }

  @Override
  protected void cutBehindPayouts() {
    shop.line.cut(Set.of(DemoLine.PAYOUT_ANSWER), LONG);
  }

  @Override
  protected void mend() {
    shop.line.cut(Set.of(), Duration.ZERO);
  }
}
