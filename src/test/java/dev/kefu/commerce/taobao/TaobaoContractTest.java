package dev.kefu.commerce.taobao;

import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.ShopDoors;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.taobao.StandInPlatform.Mood;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// A shop on the platform keeps what every connector promises.
@Tag("sqlite")
class TaobaoContractTest extends ShopContract {

  DemoShopFixture truth;
  TestDatabase database;
  StandInPlatform platform;
  TaobaoFixture taobao;

  @BeforeAll
  void open(@TempDir Path temp) throws IOException {
    truth = DemoShopFixture.small(temp.resolve("truth"));
    database = TestDatabase.create(temp.resolve("kefu"));
    platform = new StandInPlatform(new Marketplace(truth.doors(), truth.clock()), truth.clock());
    taobao = new TaobaoFixture(platform, database, truth, TaobaoFixture.STEADY);
    mend();
  }

  @AfterAll
  void close() {
    taobao.close();
    platform.close();
    database.close();
    truth.close();
  }

  @Override
  protected Set<Lack> lacks() {
    return EnumSet.allOf(Lack.class);
  }

  @Override
  protected String order(String name) {
    return Marketplace.trade(name);
  }

  @Override
  protected ShopDoors shop() {
    return taobao.doors();
  }

  @Override
  protected TurnedClock clock() {
    return truth.clock();
  }

  @Override
  protected void setStock(String sku, int stock) {
    truth.setStock(sku, stock);
  }

  @Override
  protected void cut() {
    platform.mood = Mood.BROKEN;
  }

  @Override
  protected void cutBehindPayouts() {
    platform.mood = Mood.FORGETFUL;
  }

  /// A seller can agree only to what the buyer applies for, and so the buyer does.
  @Override
  protected void mend() {
    platform.mood = Mood.FINE;
    platform.market.apply("YS1", 1_500);
  }
}
