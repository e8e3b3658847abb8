package dev.kefu.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RhythmTest {

  private static final long MS = Duration.ofMillis(1).toNanos();

  private final Rhythm rhythm = new Rhythm(0);
  private long now;

  @Test
  void whoComesAloneNeverWaits() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(rhythm.waitNanos(now)).isZero();
      rhythm.begins(1, now);
      now += MS;
    }
  }

  @Test
  void underLoadABatchWaitsUntilTheOneBeforeIsThreeMillisecondsOld() {
    load();

    rhythm.begins(12, now);

    assertThat(rhythm.waitNanos(now + MS)).isEqualTo(2 * MS);
    assertThat(rhythm.waitNanos(now + 3 * MS)).isZero();
    assertThat(rhythm.waitNanos(now + 5 * MS)).isZero();
  }

  @Test
  void theFirstAfterAPauseDoesNotWaitNorDoesTheNext() {
    load();
    now += 1_000 * MS;

    assertThat(rhythm.waitNanos(now)).isZero();
    rhythm.begins(1, now);

    assertThat(rhythm.waitNanos(now + 1)).isZero();
  }

  @Test
  void theWaitEndsWithTheLoad() {
    load();

    for (int i = 0; i < 40; i++) {
      rhythm.begins(1, now);
      now += MS;
    }

    assertThat(rhythm.waitNanos(now)).isZero();
  }

  /// Twenty thousand a second, a dozen at a time.
  private void load() {
    for (int i = 0; i < 100; i++) {
      rhythm.begins(12, now);
      now += MS * 6 / 10;
    }
  }
}
