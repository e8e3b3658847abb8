package dev.kefu.commerce.taobao;

import dev.kefu.commerce.ShopDoors;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.LineLimits;
import dev.kefu.commerce.line.Moments;
import dev.kefu.commerce.line.Net;
import dev.kefu.commerce.line.Patience;
import dev.kefu.commerce.line.SealedSecrets;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.commerce.line.Target;
import dev.kefu.storage.Leases;
import dev.kefu.storage.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// The doors of a shop on the platform, over a real line, and what stands behind them.
@NullMarked
final class TaobaoFixture implements AutoCloseable {

  static final String SEAL_KEY = "00112233445566778899aabbccddeeff".repeat(2);
  static final int SAFETY_STOCK = 8;

  /// For a machine that has other things to do as well; a platform that fails is soon asked again.
  static final LineLimits STEADY = limits(Duration.ofSeconds(10), Duration.ofSeconds(10));

  /// For a platform that hangs: nobody who runs the tests has to wait so long.
  static final LineLimits HASTY = limits(Duration.ofMillis(700), Duration.ofMillis(500));

  final ShopLine line;
  final TokenEndpoint endpoint;
  final Sessions sessions;
  final TopGateway gateway;
  final TaobaoShop shop;

  TaobaoFixture(
      StandInPlatform platform, TestDatabase database, DemoShopFixture truth, LineLimits limits) {
    this(platform, database, truth, limits, Signing.HMAC_SHA256);
  }

  TaobaoFixture(
      StandInPlatform platform,
      TestDatabase database,
      DemoShopFixture truth,
      LineLimits limits,
      Signing signing) {
    var clock = truth.clock();
    var app = new TopApp(StandInPlatform.APP_KEY, StandInPlatform.SECRET, signing);
    line = new ShopLine(target(platform.gateway(), platform.port()), limits);
    endpoint =
        new TokenEndpoint(
            new ShopLine(target(platform.tokenUrl(), platform.port()), limits), app, clock);
    sessions =
        new Sessions(
            new Tokens(StandInPlatform.SESSION, StandInPlatform.REFRESH, null),
            endpoint,
            secrets(database, clock),
            leases(database, clock),
            clock);
    gateway = new TopGateway(line, app, sessions, clock);
    shop =
        TaobaoShop.of(
            gateway,
            SAFETY_STOCK,
            Map.of(),
            truth.profile(),
            new Surroundings(clock, new Moments(), new Patience(limits)),
            new PayoutNotes(database.writer(), database.transactions(), clock));
  }

  static SealedSecrets secrets(TestDatabase database, Clock clock) {
    return new SealedSecrets(
        SealedSecrets.key(SEAL_KEY), database.writer(), database.transactions(), clock);
  }

  static Leases leases(TestDatabase database, Clock clock) {
    return new Leases(database.writer(), database.transactions(), clock::instant);
  }

  private static Target target(String url, int port) {
    return Target.of(url, true, Set.of(port), List.of(Net.of("127.0.0.1")));
  }

  private static LineLimits limits(Duration total, Duration patience) {
    return new LineLimits(
        total, total, 1 << 20, 16, patience, Duration.ofMillis(20), Duration.ofMillis(100));
  }

  ShopDoors doors() {
    return new ShopDoors(
        shop.facts(),
        shop.products(),
        shop.orders(),
        shop.shipping(),
        shop.promotions(),
        shop.members(),
        shop.payouts(),
        Items.SOURCE);
  }

  @Override
  public void close() {
    endpoint.close();
    line.close();
  }
}
