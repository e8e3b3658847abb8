package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.commerce.Product;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptionsTest {

  private static final Product BLACK_S = sku("黑色/S");
  private static final Product BLACK_M = sku("黑色/M");
  private static final Product BLACK_XL = sku("黑色/XL");
  private static final Product BLUE_M = sku("雾蓝/M");
  private static final List<Product> ALL = List.of(BLACK_S, BLACK_M, BLACK_XL, BLUE_M);

  @Test
  void aNamedSizeKeepsTheColourOnThePage() {
    assertThat(Options.named("m码还有吗", BLACK_S, ALL)).isEqualTo(BLACK_M);
  }

  @Test
  void aNamedColourAndSizeBothCount() {
    assertThat(Options.named("雾蓝 Ｍ有货不", BLACK_S, ALL)).isEqualTo(BLUE_M);
  }

  @Test
  void aLetterInsideAWordIsNoSize() {
    assertThat(Options.named("XL有吗", BLACK_S, ALL)).isEqualTo(BLACK_XL);
    assertThat(Options.named("MAX多少", BLACK_S, ALL)).isEqualTo(BLACK_S);
  }

  @Test
  void whatNoSkuHoldsTogetherChangesNothing() {
    assertThat(Options.named("黑色和雾蓝哪个好", BLACK_S, ALL)).isEqualTo(BLACK_S);
    assertThat(Options.named("这件怎么样", BLACK_S, ALL)).isEqualTo(BLACK_S);
  }

  private static Product sku(String options) {
    return new Product(
        "DRS-" + options,
        "DRS",
        "连衣裙",
        options,
        "女装",
        true,
        100,
        null,
        1,
        1,
        null,
        300,
        Map.of(),
        Instant.EPOCH,
        "demo");
  }
}
