package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.assist.Bursts.Burst;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BurstTest {

  private static final AssistSettings SETTINGS =
      new AssistSettings(Duration.ofMillis(800), Duration.ofMillis(2_500), 1);

  @Test
  void itEndsWhenTheShopperHasPaused() {
    var burst = new Burst(ms(0), ms(0)).again(ms(500));

    assertThat(burst.left(ms(500), SETTINGS)).isEqualTo(ms(800));
    assertThat(burst.left(ms(1_300), SETTINGS)).isZero();
  }

  @Test
  void itEndsAtTheLatestWhenPatienceDoes() {
    var burst = new Burst(ms(0), ms(2_400));

    assertThat(burst.left(ms(2_400), SETTINGS)).isEqualTo(ms(100));
    assertThat(burst.left(ms(2_600), SETTINGS)).isNegative();
  }

  private static long ms(long ms) {
    return Duration.ofMillis(ms).toNanos();
  }
}
