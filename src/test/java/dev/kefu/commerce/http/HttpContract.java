package dev.kefu.commerce.http;

import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.ShopDoors;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.http.StandInShop.Mood;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// What every connector promises, over HTTP: a real server stands in for the shop's system.
@Tag("sqlite")
abstract class HttpContract extends ShopContract {

  DemoShopFixture truth;
  StandInShop shop;
  HttpShopFixture http;

  /// The worked example that describes the shop.
  abstract String example();

  abstract Face face(ShopDoors truth);

  @BeforeAll
  void open(@TempDir Path temp) throws IOException {
    truth = DemoShopFixture.small(temp);
    var face = face(truth.doors());
    shop = new StandInShop(asked -> behindBase(face, asked));
    http =
        new HttpShopFixture(
            HttpShopFixture.example(example(), shop.port()),
            HttpShopFixture.STEADY,
            truth.profile(),
            truth.clock());
  }

  /// The path of the base address comes first.
  static Face.Said behindBase(Face face, Face.Asked asked) {
    var path = asked.path();
    var own = path.getFirst().equals("api") ? path.subList(1, path.size()) : path;
    return face.say(
        new Face.Asked(asked.method(), own, asked.query(), asked.body(), asked.idempotencyKey()));
  }

  @AfterAll
  void close() {
    http.close();
    shop.close();
    truth.close();
  }

  @Override
  protected ShopDoors shop() {
    return http.doors();
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
    shop.mood = Mood.BROKEN;
  }

  @Override
  protected void cutBehindPayouts() {
    shop.mood = Mood.FORGETFUL;
  }

  @Override
  protected void mend() {
    shop.mood = Mood.FINE;
  }
}
