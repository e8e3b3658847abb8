package dev.kefu.commerce.taobao;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.Payouts.Payout;
import dev.kefu.commerce.ShopContract;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.line.LineLimits;
import dev.kefu.storage.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// A small shop on the platform, played by a stand-in, and a clock that is turned.
@Tag("sqlite")
@TestInstance(Lifecycle.PER_CLASS)
abstract class AtThePlatform {

  static final String CUP = "CUP-A";
  static final String ITEM = "taobao.item.seller.get";
  static final String AGREE = "taobao.rp.refunds.agree";
  static final int MANY = 24;
  static final Duration WITHIN = Duration.ofSeconds(10);

  DemoShopFixture truth;
  StandInPlatform platform;
  TestDatabase database;
  TaobaoFixture taobao;

  @BeforeAll
  void openTheShop(@TempDir Path temp) {
    truth = DemoShopFixture.small(temp.resolve("truth"));
    database = TestDatabase.create(temp.resolve("kefu"));
  }

  @BeforeEach
  void openTheGateway() throws IOException {
    truth.clock().set(ShopContract.NOW);
    database.writer().sql("delete from sealed_secret").update();
    database.writer().sql("delete from taobao_payout").update();
    database.writer().sql("delete from shop_mark").update();
    platform = new StandInPlatform(new Marketplace(truth.doors(), truth.clock()), truth.clock());
    taobao = open(TaobaoFixture.STEADY, Signing.HMAC_SHA256);
  }

  TaobaoFixture open(LineLimits limits, Signing signing) {
    return new TaobaoFixture(platform, database, truth, limits, signing);
  }

  @AfterEach
  void closeTheGateway() {
    taobao.close();
    platform.close();
  }

  @AfterAll
  void close() {
    database.close();
    truth.close();
  }

  String stock(String sku) {
    Fact fact = taobao.shop.facts().read(new FactRef(FactKind.STOCK, sku));
    return fact.value();
  }

  Order order(String name) {
    return found(taobao.shop.orders().find(Marketplace.trade(name)));
  }

  static Payout refund(String key, long fen) {
    return new Payout(key, Marketplace.trade("YS1"), "xiaoyu", "refund", fen);
  }

  static <T> T found(Answer<T> answer) {
    return answer.found().orElseThrow(() -> new AssertionError(answer));
  }
}
