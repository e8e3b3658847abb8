package dev.kefu.commerce.taobao;

import dev.kefu.commerce.demo.DemoShopFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A whole shop on the platform, for stories.
@NullMarked
public final class PlatformShop implements AutoCloseable {

  private final DemoShopFixture truth;
  private final StandInPlatform platform;

  public PlatformShop(Path folder) throws IOException {
    truth = DemoShopFixture.small(folder);
    var clock = Clock.systemUTC();
    platform = new StandInPlatform(new Marketplace(truth.doors(), clock), clock);
  }

  /// What the program is started with to serve this shop.
  public List<String> settings() {
    return List.of(
        "--kefu.shop.connector=taobao",
        "--kefu.taobao.gateway=" + platform.gateway(),
        "--kefu.taobao.token-url=" + platform.tokenUrl(),
        "--kefu.taobao.app-key=" + StandInPlatform.APP_KEY,
        "--kefu.taobao.app-secret=" + StandInPlatform.SECRET,
        "--kefu.taobao.session=" + StandInPlatform.SESSION,
        "--kefu.taobao.refresh-token=" + StandInPlatform.REFRESH,
        "--kefu.taobao.seal-key=" + TaobaoFixture.SEAL_KEY,
        "--kefu.taobao.every=500ms",
        "--kefu.taobao.allow.http=true",
        "--kefu.taobao.allow.ports=" + platform.port(),
        "--kefu.taobao.allow.networks=127.0.0.1");
  }

  public void setStock(String sku, int stock) {
    truth.setStock(sku, stock);
  }

  /// The number the platform gives an order of the small shop.
  public String trade(String order) {
    return Marketplace.trade(order);
  }

  /// The parcel of an order is signed for, and the platform notes the change.
  public void finish(String order) {
    platform.market.statuses.put(order, "TRADE_FINISHED");
    platform.market.touch(order);
  }

  public void hang() {
    platform.mood = StandInPlatform.Mood.HANGING;
  }

  public void comeBack() {
    platform.mood = StandInPlatform.Mood.FINE;
  }

  public void endSession() {
    platform.endSessions();
  }

  public int renewals() {
    return platform.renewals.get();
  }

  @Override
  public void close() {
    platform.close();
    truth.close();
  }
}
