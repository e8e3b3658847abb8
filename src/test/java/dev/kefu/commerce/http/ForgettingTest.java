package dev.kefu.commerce.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.cluster.TestSignals;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.line.Forgetting;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shop tells one node, all nodes look at anew.
@Tag("sqlite")
class ForgettingTest {

  @TempDir Path temp;

  @Test
  void whatAnotherNodeWasToldIsForgottenHereToo() throws IOException {
    var signals = TestSignals.local();
    try (var truth = DemoShopFixture.small(temp);
        var shop = new StandInShop(asked -> face(truth, asked));
        var here = node(truth, shop)) {
      var told =
          new Forgetting(
              here.products::forget,
              here.orders::forget,
              here.shipping::forget,
              signals,
              truth.clock());
      assertThat(stock(here)).isEqualTo("3");
      truth.setStock("CUP-A", 2);
      assertThat(stock(here)).isEqualTo("3");

      TestSignals.fromAnotherNode(signals, "shop-product/CUP-A", 1);
      assertThat(stock(here)).isEqualTo("2");

      truth.setStock("CUP-A", 1);
      told.product("CUP-A");
      assertThat(stock(here)).isEqualTo("1");
    }
  }

  private static Face.Said face(DemoShopFixture truth, Face.Asked asked) {
    return HttpContract.behindBase(new ErpFace(truth.doors()), asked);
  }

  private static HttpShopFixture node(DemoShopFixture truth, StandInShop shop) throws IOException {
    return new HttpShopFixture(
        HttpShopFixture.example("erp-rest.yaml", shop.port()),
        HttpShopFixture.STEADY,
        truth.profile(),
        truth.clock());
  }

  private static String stock(HttpShopFixture node) {
    return node.facts.read(new FactRef(FactKind.STOCK, "CUP-A")).value();
  }
}
