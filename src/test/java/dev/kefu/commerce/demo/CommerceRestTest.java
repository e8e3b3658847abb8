package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole program over HTTP, with a shop of a few goods and orders.
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class CommerceRestTest {

  @TempDir static Path temp;

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort int port;

  private static @Nullable Session agent;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    registry.add("kefu.data-dir", () -> temp.resolve("data"));
    registry.add("kefu.knowledge-base", () -> SmallShop.in(temp.resolve("kb")).folder());
  }

  record Session(String cookie, String csrf) {}

  record Reply(int status, JsonNode body) {

    String text(String pointer) {
      return body.at(pointer).asString();
    }
  }

  @AfterEach
  void mend() throws Exception {
    put("/demo/outage", "{\"facts\":[],\"until_s\":0}");
  }

  @Test
  void aProductIsToldWithItsFacts() throws Exception {
    var reply = get("/products/DRS-A-BK-M");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.text("/title")).isEqualTo("法式连衣裙");
    assertThat(reply.body().at("/on_sale").asBoolean()).isTrue();
    assertThat(reply.body().at("/price_fen").asInt()).isEqualTo(18_900);
    assertThat(reply.body().at("/stock").asInt()).isEqualTo(12);
    assertThat(reply.text("/source")).isEqualTo("demo");
    assertThat(reply.text("/facts/0/fact")).isEqualTo("stock");
    assertThat(reply.text("/facts/0/key")).isEqualTo("DRS-A-BK-M");
    assertThat(reply.text("/facts/0/value")).isEqualTo("12");
    assertThat(reply.text("/facts/0/state")).isEqualTo("fresh");
    assertThat(reply.text("/facts/0/source")).isEqualTo("demo");
    assertThat(reply.text("/facts/0/as_of")).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(reply.text("/facts/1/value")).isEqualTo("189.00");
  }

  @Test
  void whatIsLeftToPayIsToldWithItsDerivation() throws Exception {
    var reply = get("/payable?lines=DRS-A-BK-M:2,CUP-A");

    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    assertThat(reply.body().at("/goods_fen").asInt()).isEqualTo(2 * 18_900 + 5_900);
    assertThat(reply.text("/steps/0/title")).isEqualTo("连衣裙九折");
    assertThat(reply.text("/steps/0/level")).isEqualTo("item");
    assertThat(reply.body().at("/steps/0/base_fen").asInt()).isEqualTo(37_800);
    assertThat(reply.body().at("/steps/0/cut_fen").asInt()).isEqualTo(3_780);
    assertThat(reply.text("/steps/1/rule")).isEqualTo("满 199.00 减 20.00");
    assertThat(reply.body().at("/steps/1/base_fen").asInt()).isEqualTo(39_920);
    assertThat(reply.body().at("/total_fen").asInt()).isEqualTo(37_920);
    assertThat(
            reply.body().at("/lines/0/total_fen").asInt()
                + reply.body().at("/lines/1/total_fen").asInt())
        .isEqualTo(37_920);
    assertThat(reply.text("/gifts/0")).isEqualTo("买杯送勺");
    assertThat(get("/payable?lines=CUP-A").text("/facts/0/value")).isEqualTo("59.00");
    assertThat(get("/payable?order=YS3").body().at("/total_fen").asInt()).isEqualTo(17_010);
  }

  @Test
  void whatNobodyCanBuyIsNotReckoned() throws Exception {
    for (var asked :
        java.util.List.of("", "?lines=CUP-A:0", "?lines=CUP-A:x", "?lines=CUP-A&order=YS3")) {
      assertThat(get("/payable" + asked).status()).as(asked).isIn(400, 422);
    }
    assertThat(get("/payable?lines=NO-SUCH").status()).isEqualTo(404);
  }

  @Test
  void whenWhatIsPaidLeavesIsTold() throws Exception {
    var reply = get("/dispatch");

    assertThat(reply.text("/cutoff")).isEqualTo("16:00");
    assertThat(reply.text("/rest/0")).isEqualTo("sunday");
    assertThat(reply.text("/closed/0")).isEqualTo("2027-02-16");
    assertThat(reply.text("/leaves")).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(reply.text("/words")).contains("发");
  }

  @Test
  void goodsAreReadPageByPage() throws Exception {
    var skus = new ArrayList<String>();
    var cursor = "";
    do {
      var page = get("/products?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
      page.body().at("/data").forEach(p -> skus.add(p.at("/sku").asString()));
      cursor = page.body().at("/next_cursor").asString("");
    } while (!cursor.isEmpty());

    assertThat(skus).containsExactly("CUP-A", "DRS-A-BK-L", "DRS-A-BK-M", "FAN-A");
  }

  @Test
  void anOrderIsToldWithoutNamePhoneAndStreet() throws Exception {
    var reply = get("/orders/YS2");

    assertThat(reply.text("/state")).isEqualTo("shipped");
    assertThat(reply.text("/buyer")).isEqualTo("xiaoyu");
    assertThat(reply.text("/parcel")).isEqualTo("SF1");
    assertThat(reply.body().at("/amount_fen").asInt()).isEqualTo(5_900);
    assertThat(reply.text("/lines/0/sku")).isEqualTo("CUP-A");
    assertThat(reply.text("/facts/0/value")).isEqualTo("已发货");
    assertThat(reply.text("/facts/1/fact")).isEqualTo("parcel");
    assertThat(reply.body().has("ship_by")).isFalse();
    assertThat(reply.body().toString()).doesNotContain("19900000001", "某街");
    assertThat(get("/orders/YS1").body().has("ship_by")).isTrue();
  }

  @Test
  void aShoppersOrdersAreThoseOfTheBuyerTheShopVouchedFor() throws Exception {
    var known = shopper("{\"identity\":\"" + identity("xiaoyu") + "\"}");
    var stranger = shopper("{}");

    assertThat(get("/shoppers/" + known + "/orders").body().at("/data").size()).isEqualTo(2);
    assertThat(get("/shoppers/" + stranger + "/orders").body().at("/data").size()).isZero();
    assertThat(get("/shoppers/shp_none/orders").status()).isEqualTo(404);
  }

  @Test
  void termsAreToldForAPlaceAndAMoment() throws Exception {
    var quotes = get("/shipping-quotes?region=%E6%B5%99%E6%B1%9F%E7%9C%81&weight_g=1001");
    var later = get("/promotions?sku=DRS-A-BK-M&at=2026-12-12T00:00:00+08:00");

    assertThat(quotes.text("/data/0/courier")).isEqualTo("zto");
    assertThat(quotes.body().at("/data/0/fee_fen").asInt()).isEqualTo(600);
    assertThat(quotes.text("/data/0/facts/0/key")).isEqualTo("zto/浙江/1001");
    assertThat(later.body().at("/data").size()).isEqualTo(1);
    assertThat(later.text("/data/0/id")).isEqualTo("d12-80");
    assertThat(later.body().at("/data/0/percent").asInt()).isEqualTo(80);
    assertThat(get("/promotions").body().at("/data").size()).isEqualTo(6);
  }

  @Test
  void theTillChangesTheNextFact() throws Exception {
    assertThat(put("/demo/products/CUP-A", "{\"stock\":5,\"price_fen\":100}").status())
        .isEqualTo(200);
    assertThat(get("/products/CUP-A").text("/facts/0/value")).isEqualTo("5");
    assertThat(get("/products/CUP-A").text("/facts/1/value")).isEqualTo("1.00");

    var order = put("/demo/orders/YS3", "{\"state\":\"paid\"}");
    assertThat(order.text("/state")).isEqualTo("paid");
    assertThat(order.body().has("ship_by")).isTrue();

    var scan = post("/demo/parcels/SF1/scans", "{\"place\":\"杭州\",\"text\":\"派送中\"}");
    assertThat(scan.status()).isEqualTo(201);
    assertThat(get("/parcels/SF1").text("/facts/0/value")).isEqualTo("派送中");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/demo/products/FAN-A; {'stock':-1}",
        "/demo/products/FAN-A; {'price_fen':-1}",
        "/demo/products/FAN-A; {'stock':1.5}",
        "/demo/products/FAN-A; {'stock':'7'}",
        "/demo/products/FAN-A; {'stock':true}",
        "/demo/products/FAN-A; {'stock':99999999999}",
        "/demo/products/FAN-A; {'stock':7,'colour':'red'}",
        "/demo/products/FAN-A; {}",
        "/demo/products/FAN-A; []",
        "/demo/orders/YS2; {'state':'lost'}",
        "/demo/orders/YS2; {'state':1}",
        "/demo/orders/YS2; {'paid_at':'yesterday'}",
        "/demo/orders/YS2; {'owner':'me'}",
        "/demo/outage; {'facts':['weather'],'until_s':10}",
        "/demo/outage; {'facts':['stock']}",
        "/demo/outage; {'facts':['stock'],'until_s':-1}",
      })
  void theTillRefusesWhatItDoesNotUnderstandAndStoresNothing(String path, String body)
      throws Exception {
    var product = get("/products/FAN-A").body().at("/stock").asInt();

    var reply = put(path, body.replace('\'', '"'));

    assertThat(reply.status()).isIn(400, 422);
    assertThat(reply.text("/code")).isEqualTo("bad_request");
    assertThat(get("/products/FAN-A").body().at("/stock").asInt()).isEqualTo(product);
    assertThat(get("/orders/YS2").text("/state")).isEqualTo("shipped");
  }

  @ParameterizedTest
  @CsvSource({
    "/products/NO-SUCH, 404, not_found",
    "/orders/YS9, 404, not_found",
    "/parcels/SF9, 404, not_found",
    "/products?limit=0, 422, bad_request",
    "/products?limit=201, 422, bad_request",
    "/products?limit=x, 400, bad_request",
    "/shipping-quotes, 400, bad_request",
    "/shipping-quotes?region=%20, 422, bad_request",
    "/shipping-quotes?region=x&weight_g=0, 422, bad_request",
    "/promotions?at=now, 422, bad_request",
  })
  void aQuestionNobodyCanAnswerIsRefused(String path, int status, String code) throws Exception {
    var reply = get(path);

    assertThat(reply.text("/code")).isEqualTo(code);
    assertThat(reply.status()).isEqualTo(status);
  }

  @Test
  void factsFailWhileTheShopIsSilentAndTheRestIsTold() throws Exception {
    put("/demo/outage", "{\"facts\":[\"stock\"],\"until_s\":60}");

    var product = get("/products/FAN-A");
    assertThat(product.status()).isEqualTo(200);
    assertThat(product.text("/facts/0/state")).isEqualTo("failed");
    assertThat(product.body().has("stock")).isFalse();
    assertThat(product.body().at("/price_fen").asInt()).isEqualTo(12_900);

    put("/demo/outage", "{\"facts\":[\"shop\"],\"until_s\":60}");
    assertThat(get("/products/FAN-A").status()).isEqualTo(503);
    assertThat(get("/orders/YS1").text("/code")).isEqualTo("unavailable");
  }

  @Test
  void theShelfIsOpenToEverybodyAndTheTillToNobody() throws Exception {
    var shelf = send(request("/demo/catalogue?limit=2").GET());

    assertThat(shelf.status()).isEqualTo(200);
    assertThat(shelf.body().at("/data").size()).isEqualTo(2);
    assertThat(shelf.text("/next_cursor")).isNotBlank();
    assertThat(shelf.body().at("/data/0").propertyNames())
        .containsExactly("sku", "product", "title", "options", "category", "price_fen", "on_sale");
    var till = request("/demo/products/CUP-A").PUT(BodyPublishers.ofString("{\"stock\":1}"));
    assertThat(send(till.header("Content-Type", "application/json")).status()).isIn(401, 403);
    assertThat(send(request("/products/CUP-A").GET()).status()).isEqualTo(401);
    assertThat(send(request("/orders/YS1").GET()).status()).isEqualTo(401);
  }

  private String identity(String buyer) throws Exception {
    return post("/demo/identities", "{\"buyer\":\"" + buyer + "\"}").text("/identity");
  }

  private String shopper(String body) throws Exception {
    return post("/visitors", body).text("/shopper");
  }

  private Reply get(String path) throws Exception {
    return send(signedIn(path).GET());
  }

  private Reply put(String path, String body) throws Exception {
    return send(signedIn(path).PUT(BodyPublishers.ofString(body)));
  }

  private Reply post(String path, String body) throws Exception {
    return send(signedIn(path).POST(BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder signedIn(String path) throws Exception {
    if (agent == null) {
      agent = signIn();
    }
    return request(path)
        .header("Cookie", agent.cookie())
        .header("X-Kefu-CSRF", agent.csrf())
        .header("Content-Type", "application/json");
  }

  private Session signIn() throws Exception {
    var body = "{\"username\":\"agent\",\"password\":\"kefu-demo\"}";
    var reply =
        HTTP.send(
            request("/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    var cookie = reply.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    return new Session(cookie, JSON.readTree(reply.body()).at("/csrf").asString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + port + "/api/v1" + path.replace("+", "%2B")));
  }

  private static Reply send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> reply = HTTP.send(request.build(), BodyHandlers.ofString());
    return new Reply(reply.statusCode(), JSON.readTree(reply.body()));
  }
}
