package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.cluster.Signals;
import dev.kefu.cluster.TestSignals;
import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.StockRanOut;
import dev.kefu.commerce.http.OutsideShop;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

/// A shop outside stands behind the desk: its facts are live, and when it is away nothing is said
/// in its place.
@Tag("sqlite")
@TestInstance(Lifecycle.PER_CLASS)
class OutsideShopStoryTest {

  private static final String DRESS = "DRS-A-BK-M";
  private static final String CUP = "CUP-A";
  private static final Duration WITHIN = Duration.ofSeconds(20);

  /// In the gate a few; 1,000 with `-Dkefu.trials=1000`.
  private static final int TRIALS = Integer.getInteger("kefu.trials", 40);

  private OutsideShop shop;
  private TestServer server;
  private Cast cast;
  private Cast.Member agent;
  private ShopTalk talks;

  @BeforeAll
  void open(@TempDir Path temp) throws Exception {
    shop = new OutsideShop(temp.resolve("shop"));
    var settings = new java.util.ArrayList<>(shop.settings());
    settings.add("--kefu.demo=true");
    settings.add("--kefu.assist.burst-wait=50ms");
    settings.add("--kefu.gateway.staff-send.burst=100000");
    server = TestServer.start(temp.resolve("data"), settings.toArray(String[]::new));
    cast = new Cast(server.http());
    agent = cast.staff("agent");
    talks = new ShopTalk(cast, agent);
  }

  @AfterEach
  void theShopIsBack() {
    shop.comeBack();
    await().atMost(WITHIN).until(() -> agent.rest().get("/api/v1/products/FAN-A").status() == 200);
  }

  @AfterAll
  void close() {
    server.stop();
    shop.close();
  }

  @Test
  void aCardShowsTheLiveStockOfTheShopOutside() throws Exception {
    shop.setStock(DRESS, 12);
    var talk = talks.asks(DRESS, "这件黑色M码有货吗？");

    var card = talks.cardWithStock(talk.conversation(), "12");
    var sent = talks.send(talk.conversation(), card);

    assertThat(card.at("/facts/0/source").asString()).isEqualTo("erp");
    assertThat(sent.path("type").asString()).isEqualTo("ok");
    assertThat(talk.shopper().socket().awaitText(card.path("text").asString()).toString())
        .contains("12");
  }

  @Test
  void whileTheShopIsAwayNothingIsSaidInItsPlaceAndThenItIsBack() throws Exception {
    shop.setStock(DRESS, 12);
    shop.setStock(CUP, 3);
    var before = talks.asks(DRESS, "这件黑色M码有货吗？").conversation();
    var card = talks.cardWithStock(before, "12");
    tellMoved(CUP);
    shop.breakDown();

    var stopped = talks.send(before, card);
    var silent = talks.asks(CUP, "这个有货吗？").conversation();
    var set = talks.suggestions(silent);

    assertThat(stopped.path("code").asString()).isEqualTo("fact_changed");
    assertThat(stopped.at("/changed/0").has("new")).isFalse();
    for (var each : set.path("cards")) {
      assertThat(each.path("slots").valueStream().map(s -> s.path("fact").asString()))
          .doesNotContain("stock", "price");
      assertThat(each.path("facts").valueStream())
          .allMatch(f -> f.path("state").asString().equals("failed"));
    }
    assertThat(agent.rest().get("/api/v1/products/" + CUP).code()).isEqualTo("unavailable");

    shop.comeBack();
    await().atMost(WITHIN).until(() -> agent.rest().get("/api/v1/products/" + CUP).status() == 200);
    assertThat(agent.rest().get("/api/v1/products/" + CUP).body().path("stock").asInt())
        .isEqualTo(3);
    assertThat(talks.send(before, card).path("type").asString()).isEqualTo("ok");
  }

  @Test
  void aShopThatHangsHoldsUpNoChat() throws Exception {
    var talk = talks.asks(CUP, "你好");
    shop.hang();

    for (int i = 0; i < 5; i++) {
      var sent = agent.socket().say(talk.conversation(), "您好，稍等 " + i);
      assertThat(sent.path("type").asString()).isEqualTo("ok");
      talk.shopper().socket().awaitText("您好，稍等 " + i);
    }
  }

  /// Whatever changes between the card and the send, what goes out is what the shop says then.
  @Test
  void noStaleFactGoesOut() throws Exception {
    var seed = Long.getLong("kefu.seed", System.nanoTime());
    var random = new Random(seed);
    var conversation = talks.asks(CUP, "你好").conversation();
    int stock = 3;
    shop.setStock(CUP, stock);
    int stale = 0;
    int stopped = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      var shown = Integer.toString(stock);
      if (random.nextBoolean()) {
        stock = 1 + random.nextInt(99);
        shop.setStock(CUP, stock);
      }
      var text = "还有 " + shown + " 件";
      var slot =
          Map.of("from", 3, "to", 3 + shown.length(), "fact", "stock", "key", CUP, "value", shown);
      var answer =
          talks.sendBody(
              conversation, Map.of("kind", "text", "text", text, "slots", List.of(slot)), null);
      var ok = answer.path("type").asString().equals("ok");
      stale += ok && !shown.equals(Integer.toString(stock)) ? 1 : 0;
      stopped += ok ? 0 : 1;
      assertThat(ok || answer.path("code").asString().equals("fact_changed"))
          .as(answer.toString())
          .isTrue();
    }

    assertThat(stale).as("seed " + seed).isZero();
    assertThat(stopped).as("seed " + seed).isPositive();
  }

  @Test
  void theShopTellsThatSomethingHasMoved() throws Exception {
    var heard = new CopyOnWriteArrayList<Object>();
    ApplicationListener<PayloadApplicationEvent<?>> listener = e -> heard.add(e.getPayload());
    server
        .bean(org.springframework.context.event.ApplicationEventMulticaster.class)
        .addApplicationListener(listener);
    shop.setStock(DRESS, 9);
    tellMoved(DRESS);
    assertThat(stockOf(DRESS)).isEqualTo(9);
    shop.setStock(DRESS, 0);
    var now = Instant.now().getEpochSecond();
    var gone = "{\"event\":\"goods.empty\",\"data\":{\"skuCode\":\"" + DRESS + "\"}}";
    var moved = "{\"event\":\"express.changed\",\"data\":{\"orderNo\":\"YS2\",\"no\":\"SF1\"}}";

    assertThat(tell(now, gone, OutsideShop.signed(now, gone))).isEqualTo(204);
    assertThat(stockOf(DRESS)).isZero();
    assertThat(tell(now, moved, OutsideShop.signed(now, moved))).isEqualTo(204);
    assertThat(tell(now, moved, OutsideShop.signed(now, moved))).isEqualTo(204);
    assertThat(tell(now, gone, OutsideShop.signed(now, moved))).isEqualTo(401);
    assertThat(tell(now - 400, gone, OutsideShop.signed(now - 400, gone))).isEqualTo(401);
    assertThat(tell(now, gone, "")).isEqualTo(401);
    var other = "{\"event\":\"lunch\"}";
    assertThat(tell(now, other, OutsideShop.signed(now, other))).isEqualTo(204);
    var empty = "{\"event\":\"goods.empty\"}";
    assertThat(tell(now, empty, OutsideShop.signed(now, empty))).isEqualTo(422);
    assertThat(tell(now, "x", OutsideShop.signed(now, "x"))).isEqualTo(422);
    var huge = " ".repeat(70_000);
    assertThat(tell(now, huge, OutsideShop.signed(now, huge))).isEqualTo(413);

    assertThat(heard)
        .filteredOn(e -> e instanceof StockRanOut || e instanceof OrderMoved)
        .containsExactly(new StockRanOut(DRESS), new OrderMoved("YS2"));
  }

  @Test
  void whatTheShopToldAnotherNodeIsForgottenHereToo() throws Exception {
    shop.setStock(DRESS, 9);
    tellMoved(DRESS);
    assertThat(stockOf(DRESS)).isEqualTo(9);
    shop.setStock(DRESS, 4);

    TestSignals.fromAnotherNode(server.bean(Signals.class), "shop-product/" + DRESS, 1);

    assertThat(stockOf(DRESS)).isEqualTo(4);
  }

  @Test
  void theDemoShopIsNotThere() throws Exception {
    assertThat(new Rest(server.http()).get("/api/v1/demo/catalogue").status()).isEqualTo(404);
    assertThat(
            new Rest(server.http()).post("/api/v1/demo/identities", Map.of("buyer", "x")).status())
        .isEqualTo(404);
    assertThat(agent.rest().put("/api/v1/demo/products/" + CUP, Map.of("stock", 1)).status())
        .isEqualTo(404);
  }

  /// The shop says itself that a product has changed.
  private void tellMoved(String sku) throws Exception {
    var now = Instant.now().getEpochSecond();
    var body =
        "{\"event\":\"goods.changed\",\"data\":{\"skuCode\":\""
            + sku
            + "\"},\"id\":\""
            + UUID.randomUUID()
            + "\"}";
    assertThat(tell(now, body, OutsideShop.signed(now, body))).isEqualTo(204);
  }

  private int stockOf(String sku) throws Exception {
    return agent.rest().get("/api/v1/products/" + sku).body().path("stock").asInt(-1);
  }

  private int tell(long timestamp, String body, String signature) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.http() + "/api/v1/shop/events"))
            .header("X-Erp-Timestamp", Long.toString(timestamp))
            .header("X-Erp-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
