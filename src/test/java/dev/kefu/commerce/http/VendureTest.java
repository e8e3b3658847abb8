package dev.kefu.commerce.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.Answer;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.FactState;
import dev.kefu.commerce.Order;
import dev.kefu.commerce.OrderState;
import dev.kefu.commerce.Product;
import dev.kefu.commerce.TurnedClock;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.content.ContentFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The reading half of the contract against a real shop, on request: `src/test/vendure/run`.
@Tag("sqlite")
@EnabledIfSystemProperty(named = "kefu.vendure", matches = ".+")
class VendureTest {

  @TempDir Path temp;
  DemoShopFixture profile;
  JsonNode shop;
  HttpShopFixture vendure;

  @BeforeEach
  void open() throws Exception {
    shop = StandInShop.JSON.readTree(Path.of(System.getProperty("kefu.vendure")));
    profile = DemoShopFixture.small(temp);
    var text = HttpShopFixture.exampleText("vendure.yaml", shop.path("port").asInt());
    var api =
        ShopFile.read(
            new ContentFile("vendure.yaml", text), _ -> Optional.of(shop.path("token").asString()));
    vendure =
        new HttpShopFixture(
            api, HttpShopFixture.STEADY, profile.profile(), new TurnedClock(Instant.now()));
  }

  @AfterEach
  void close() {
    vendure.close();
    profile.close();
  }

  @Test
  void goodsAreToldWithPriceAndWhatIsLeft() {
    var dress = found(vendure.products.find("DRS-A-BK-M"));

    assertThat(dress.title()).isEqualTo("法式连衣裙");
    assertThat(dress.options()).contains("黑色").contains("M");
    assertThat(dress.priceFen()).isEqualTo(18_900);
    assertThat(dress.stock()).isEqualTo(11);
    assertThat(vendure.products.find("NO-SUCH")).isInstanceOf(Answer.Missing.class);
    assertThat(found(vendure.products.search("连衣裙", 10)))
        .extracting(Product::sku)
        .containsExactly("DRS-A-BK-L", "DRS-A-BK-M");
    assertThat(found(vendure.products.search("", 10))).hasSize(3);
    assertThat(found(vendure.products.ofProduct("dress"))).hasSize(2);
    var facts =
        vendure.facts.readAnew(
            List.of(new FactRef(FactKind.STOCK, "CUP-A"), new FactRef(FactKind.PRICE, "CUP-A")));
    assertThat(facts).extracting("value").containsExactly("3", "59.00");
    assertThat(facts).allMatch(fact -> fact.state() == FactState.FRESH);
  }

  @Test
  void ordersAreToldToTheirBuyerAndByState() {
    var code = shop.path("order").asString();
    var buyer = shop.path("buyer").asString();
    var order = found(vendure.orders.find(code));

    assertThat(order.state()).isEqualTo(OrderState.PAID);
    assertThat(order.buyer()).isEqualTo(buyer);
    assertThat(order.lines()).extracting(Order.OrderLine::sku).containsExactly("DRS-A-BK-M");
    assertThat(order.amountFen()).isEqualTo(18_900 + 600);
    assertThat(order.province()).isEqualTo("浙江");
    assertThat(order.shipBy()).isNotNull();
    assertThat(vendure.orders.find("NO-SUCH")).isInstanceOf(Answer.Missing.class);
    assertThat(found(vendure.orders.ofBuyer(buyer, 10)))
        .extracting(Order::order)
        .containsExactly(code);
    assertThat(found(vendure.orders.inState(OrderState.PAID, 10)))
        .extracting(Order::order)
        .containsExactly(code);
    assertThat(found(vendure.orders.inState(OrderState.SHIPPED, 10))).isEmpty();
  }

  @Test
  void whatItDoesNotOfferIsSaidSo() {
    assertThat(vendure.shipping.parcel("SF1")).isInstanceOf(Answer.Failed.class);
    assertThat(vendure.members.find("x")).isInstanceOf(Answer.Failed.class);
  }

  private static <T> T found(Answer<T> answer) {
    return answer.found().orElseThrow(() -> new AssertionError(answer));
  }
}
