package dev.kefu.commerce.http;

import dev.kefu.cluster.TestSignals;
import dev.kefu.commerce.FactsByDoors;
import dev.kefu.commerce.ShopDoors;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.commerce.line.Forgetting;
import dev.kefu.commerce.line.Kept.Surroundings;
import dev.kefu.commerce.line.KeptFacts;
import dev.kefu.commerce.line.LineLimits;
import dev.kefu.commerce.line.Moments;
import dev.kefu.commerce.line.Patience;
import dev.kefu.commerce.line.ShopLine;
import dev.kefu.content.ContentFile;
import dev.kefu.content.ShopProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// The doors of a shop outside, over a real line, as a file describes it.
@NullMarked
final class HttpShopFixture implements AutoCloseable {

  /// For a machine that has other things to do as well; a shop that fails is soon asked again.
  static final LineLimits STEADY = limits(Duration.ofSeconds(10), Duration.ofSeconds(10));

  /// For a shop that hangs: nobody who runs the tests has to wait so long.
  static final LineLimits HASTY = limits(Duration.ofMillis(700), Duration.ofMillis(500));

  static final String SECRET = "sesame-sesame-sesame";

  final ShopApi api;
  final ShopLine line;
  final HttpProducts products;
  final HttpOrders orders;
  final HttpShipping shipping;
  final HttpPromotions promotions;
  final HttpMembers members;
  final KeptFacts facts;
  final HttpPayouts payouts;

  HttpShopFixture(ShopApi api, LineLimits limits, ShopProfile profile, TurnedClock clock) {
    this.api = api;
    line = new ShopLine(api.target(), limits);
    var around = new Surroundings(clock, new Moments(), new Patience(limits));
    var asker = new Asker(api, line, profile);
    products = new HttpProducts(asker, around);
    orders = new HttpOrders(asker, profile, around);
    shipping = new HttpShipping(asker, profile, around);
    promotions = new HttpPromotions(asker, products, around);
    members = new HttpMembers(asker, line, around);
    facts =
        new KeptFacts(
            new FactsByDoors(
                products, orders, shipping, promotions, members, profile, clock, api.source()),
            new KeptFacts.Last(products::last, orders::last, shipping::last, members::last),
            around);
    var forgetting =
        new Forgetting(
            products::forget, orders::forget, shipping::forget, TestSignals.local(), clock);
    payouts = new HttpPayouts(asker, forgetting);
  }

  private static LineLimits limits(Duration total, Duration patience) {
    return new LineLimits(
        total, total, 1 << 20, 16, patience, Duration.ofMillis(20), Duration.ofMillis(100));
  }

  ShopDoors doors() {
    return new ShopDoors(
        facts, products, orders, shipping, promotions, members, payouts, api.source());
  }

  /// A worked example out of the documents, with its shop on a port of this machine.
  static ShopApi example(String name, int port) throws IOException {
    return ShopFile.read(new ContentFile(name, exampleText(name, port)), _ -> Optional.of(SECRET));
  }

  static String exampleText(String name, int port) throws IOException {
    var text = Files.readString(Path.of("docs/connectors", name));
    var line = text.lines().filter(l -> l.startsWith("base_url: ")).findFirst().orElseThrow();
    var path = URI.create(line.substring("base_url: ".length())).getPath();
    return text.replace(
        line,
        "base_url: http://127.0.0.1:%d%s\nallow: {http: true, ports: [%d], private: [127.0.0.1]}"
            .formatted(port, path, port));
  }

  @Override
  public void close() {
    line.close();
  }
}
