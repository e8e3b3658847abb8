package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfidenceTest {

  @Test
  void highNeedsALead() {
    assertThat(Confidence.of(0.60, 0.05, 0.60)).isEqualTo(Confidence.HIGH);
    assertThat(Confidence.of(0.60, 0.04, 0.60)).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void aFirstThatIsTooUnsureIsNotShown() {
    assertThat(Confidence.of(0.54, 0, 0.54)).isEqualTo(Confidence.LOW);
    assertThat(Confidence.of(0.53, 0.2, 0.53)).isEqualTo(Confidence.NONE);
  }

  @Test
  void aLessSureOneIsShownBesideAFirstThatIs() {
    assertThat(Confidence.of(0.50, 0, 0.60)).isEqualTo(Confidence.LOW);
    assertThat(Confidence.of(0.48, 0, 0.60)).isEqualTo(Confidence.NONE);
    assertThat(Confidence.of(0.50, 0, 0.53)).isEqualTo(Confidence.NONE);
  }
}
