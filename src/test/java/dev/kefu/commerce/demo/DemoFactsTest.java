package dev.kefu.commerce.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.account.DemoMode;
import dev.kefu.commerce.Answer;
import dev.kefu.commerce.Fact;
import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.Product;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemoFactsTest {

  @TempDir Path temp;
  DemoShopFixture shop;

  @BeforeEach
  void open() {
    shop =
        DemoShopFixture.open(temp.resolve("data"))
            .filledFrom(SmallShop.in(temp.resolve("kb")).folder());
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void whatIsNotOnSaleCannotBeSoldWhateverLiesOnTheShelf() {
    assertThat(read(FactKind.STOCK, "FAN-A").value()).isEqualTo("0");
    assertThat(found(shop.products.find("FAN-A")).stock()).isEqualTo(2);
  }

  @Nested
  class TheShelf {

    @Test
    void isSearchedByEveryWordInAnyWriting() {
      assertThat(skus("连衣裙")).containsExactly("DRS-A-BK-L", "DRS-A-BK-M");
      assertThat(skus(" 連衣裙 黑色/Ｍ")).containsExactly("DRS-A-BK-M");
      assertThat(skus("cup-a")).containsExactly("CUP-A");
      assertThat(skus("连衣裙 马克杯")).isEmpty();
      assertThat(skus("%")).isEmpty();
      assertThat(skus("")).hasSize(4);
    }

    private List<String> skus(String text) {
      return found(shop.products.search(text, 10)).stream().map(Product::sku).toList();
    }
  }

  @Nested
  class WhenTheLineToTheShopIsCut {

    @Test
    void onlyWhatIsCutFails() {
      shop.line.cut(Set.of("stock"), Duration.ofMinutes(1));

      assertThat(read(FactKind.STOCK, "CUP-A").failed()).isTrue();
      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEmpty();
      assertThat(read(FactKind.PRICE, "CUP-A").value()).isEqualTo("59.00");
      assertThat(shop.products.find("CUP-A").found()).isPresent();
    }

    @Test
    void itMendsItselfInTime() {
      shop.line.cut(Set.of("stock"), Duration.ZERO);

      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("3");
    }

    @Test
    void theNextCutReplacesIt() {
      shop.line.cut(Set.of("stock"), Duration.ofMinutes(1));
      shop.line.cut(Set.of(), Duration.ofMinutes(1));

      assertThat(read(FactKind.STOCK, "CUP-A").value()).isEqualTo("3");
    }

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void aSilentShopTellsNothing(FactKind kind) {
      shop.line.cut(Set.of("shop"), Duration.ofMinutes(1));

      assertThat(read(kind, "CUP-A").failed()).isTrue();
      assertThat(shop.products.find("CUP-A")).isInstanceOf(Answer.Failed.class);
      assertThat(shop.orders.find("YS1")).isInstanceOf(Answer.Failed.class);
      assertThat(shop.orders.ofBuyer("xiaoyu", 10)).isInstanceOf(Answer.Failed.class);
    }

    @Test
    void aDatabaseThatIsGoneIsAFailedFactToo() {
      shop.database.readers().close();

      assertThat(read(FactKind.STOCK, "CUP-A").failed()).isTrue();
    }
  }

  @Test
  void noQuestionKeepsAConnection() {
    for (var kind : FactKind.values()) {
      List.of("CUP-A", "YS1", "SF1", "zto/浙江/1000", "xiaoyu/tier").forEach(key -> read(kind, key));
    }
    found(shop.orders.ofBuyer("xiaoyu", 10));
    found(shop.products.ofProduct("DRS-A"));
    found(shop.products.search("", 10));

    var pool = shop.database.readers().getHikariPoolMXBean();
    assertThat(pool.getActiveConnections()).isZero();
  }

  @Test
  void withoutTheDemoNobodyAnswers() {
    try (var silent =
        new DemoShopFixture(temp.resolve("other"), new DemoMode(null, "0.0.0.0", "demo"))
            .filledFrom(temp.resolve("kb"))) {
      assertThat(silent.facts.read(new FactRef(FactKind.STOCK, "CUP-A")).failed()).isTrue();
      assertThat(silent.products.find("CUP-A")).isInstanceOf(Answer.Failed.class);
    }
  }

  private Fact read(FactKind kind, String key) {
    return shop.facts.read(new FactRef(kind, key));
  }

  private static <T> T found(Answer<T> answer) {
    return answer.found().orElseThrow();
  }
}
