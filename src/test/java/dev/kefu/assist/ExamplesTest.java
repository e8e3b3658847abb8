package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExamplesTest {

  private static final Map<String, float[]> MEANINGS =
      Map.of("有货吗", new float[] {1, 0}, "还有吗", new float[] {0.8f, 0.6f}, "退钱", new float[] {0, 1});

  private static final Examples EXAMPLES =
      new Examples(
          List.of(
              new Intent("stock", "问库存", List.of("有货吗", "还有吗")),
              new Intent("refund", "退款", List.of("退钱"))),
          text -> MEANINGS.getOrDefault(text, new float[2]));

  @Test
  void theLabelWithTheClosestExamplesIsCloser() {
    var closeness = EXAMPLES.closeness(new float[] {0.96f, 0.28f});

    assertThat(EXAMPLES.labels()).containsExactly("stock", "refund");
    assertThat(closeness[0]).isGreaterThan(closeness[1]);
  }

  @Test
  void sharesAddUpToOne() {
    var shares = Examples.shares(EXAMPLES.closeness(new float[] {0, 1}));

    assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-9));
    assertThat(shares[1]).isGreaterThan(0.5);
  }

  @Test
  void aShopWithoutExamplesKnowsNoLabels() {
    var none = new Examples(List.of(), _ -> new float[2]);

    assertThat(none.closeness(new float[] {1, 0})).isEmpty();
  }
}
