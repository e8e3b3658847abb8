package dev.kefu.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class RoundsTest {

  private static final int WITHIN_S = 20;

  @Test
  @Timeout(WITHIN_S)
  void whatAsksForMoreWhileTheProgramStopsHoldsNothingUp() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var rounds =
        new Rounds("asks-for-more", "asking failed") {
          @Override
          protected void begin() {
            soon(this::look);
          }

          private void look() {
            begun.countDown();
            while (isRunning()) {
              Thread.onSpinWait();
            }
            soon(this::look);
          }
        };
    rounds.start();
    begun.await();

    rounds.stop();

    assertThat(rounds.isRunning()).isFalse();
  }

  @Test
  @Timeout(WITHIN_S)
  void whatFailsComesAgainInItsTime() throws InterruptedException {
    var times = new CountDownLatch(2);
    var rounds =
        new Rounds("fails", "failed, as it should") {
          @Override
          protected void begin() {
            every(
                Duration.ofMillis(1),
                () -> {
                  times.countDown();
                  throw new IllegalStateException("on purpose");
                });
          }
        };
    rounds.start();

    times.await();

    rounds.stop();
    assertThat(times.getCount()).isZero();
  }
}
