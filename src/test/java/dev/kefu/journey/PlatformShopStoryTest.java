package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kefu.commerce.OrderMoved;
import dev.kefu.commerce.taobao.PlatformShop;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.ApplicationEventMulticaster;

/// A shop on the Taobao Open Platform stands behind the desk.
@Tag("sqlite")
class PlatformShopStoryTest {

  private static final String DRESS = "DRS-A-BK-M";
  private static final Duration WITHIN = Duration.ofSeconds(20);

  @Test
  void aDayAtADeskWhoseShopIsOnThePlatform(@TempDir Path temp) throws Exception {
    try (var shop = new PlatformShop(temp.resolve("shop"))) {
      var settings = new ArrayList<>(shop.settings());
      settings.add("--kefu.demo=true");
      settings.add("--kefu.assist.burst-wait=50ms");
      var server = TestServer.start(temp.resolve("data"), settings.toArray(String[]::new));
      try {
        var cast = new Cast(server.http());
        var agent = cast.staff("agent");
        var talks = new ShopTalk(cast, agent);

        aCardShowsLiveStockAndAStaleOneIsStopped(shop, talks);
        whatThePlatformTellsNobodyIsSaidToBeMissing(agent);
        anOrderThatMovesThereIsHeardOfHere(shop, server, agent);
        aPlatformThatHangsHoldsUpNoChat(shop, agent, talks);
      } finally {
        server.stop();
      }
    }
  }

  private static void aCardShowsLiveStockAndAStaleOneIsStopped(PlatformShop shop, ShopTalk talks)
      throws Exception {
    shop.setStock(DRESS, 12);
    var talk = talks.asks(DRESS, "这件黑色M码有货吗？");
    var card = talks.cardWithStock(talk.conversation(), "12");
    assertThat(card.at("/facts/0/source").asString()).isEqualTo("taobao");

    shop.setStock(DRESS, 4);
    shop.endSession();
    var stopped = talks.send(talk.conversation(), card);

    assertThat(stopped.path("code").asString()).isEqualTo("fact_changed");
    assertThat(stopped.at("/changed/0/new").asString()).isEqualTo("4");
    assertThat(shop.renewals()).isEqualTo(1);
    shop.setStock(DRESS, 12);
    assertThat(talks.send(talk.conversation(), card).path("type").asString()).isEqualTo("ok");
  }

  private static void whatThePlatformTellsNobodyIsSaidToBeMissing(Cast.Member agent)
      throws Exception {
    var promotions = agent.rest().get("/api/v1/promotions");

    assertThat(promotions.code()).isEqualTo("unavailable");
    assertThat(promotions.body().toString()).contains("平台没有提供活动查询");
  }

  private static void anOrderThatMovesThereIsHeardOfHere(
      PlatformShop shop, TestServer server, Cast.Member agent) throws Exception {
    var heard = new CopyOnWriteArrayList<Object>();
    ApplicationListener<PayloadApplicationEvent<?>> listener = e -> heard.add(e.getPayload());
    server.bean(ApplicationEventMulticaster.class).addApplicationListener(listener);
    var path = "/api/v1/orders/" + shop.trade("YS2");
    assertThat(agent.rest().get(path).body().path("state").asString()).isEqualTo("shipped");

    shop.finish("YS2");

    await().atMost(WITHIN).until(() -> heard.contains(new OrderMoved(shop.trade("YS2"))));
    var order = agent.rest().get(path).body();
    assertThat(order.path("state").asString()).isEqualTo("done");
    assertThat(order.toString()).doesNotContain("oaid", "某街", "小**");
    assertThat(order.path("parcel").asString()).isEqualTo("SF1");
  }

  private static void aPlatformThatHangsHoldsUpNoChat(
      PlatformShop shop, Cast.Member agent, ShopTalk talks) throws Exception {
    var talk = talks.asks("CUP-A", "你好");
    shop.hang();

    for (int i = 0; i < 3; i++) {
      var sent = agent.socket().say(talk.conversation(), "您好，稍等 " + i);
      assertThat(sent.path("type").asString()).isEqualTo("ok");
      talk.shopper().socket().awaitText("您好，稍等 " + i);
    }
    shop.comeBack();
  }
}
