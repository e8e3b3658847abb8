package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfidenceTest {

  @Test
  void highNeedsALead() {
    assertThat(Confidence.of(0.60, 0.03, 0.60)).isEqualTo(Confidence.HIGH);
    assertThat(Confidence.of(0.60, 0.02, 0.60)).isEqualTo(Confidence.MEDIUM);
  }

  @Test
  void aFirstThatIsTooUnsureIsNotShown() {
    assertThat(Confidence.of(0.49, 0, 0.49)).isEqualTo(Confidence.LOW);
    assertThat(Confidence.of(0.48, 0.2, 0.48)).isEqualTo(Confidence.NONE);
  }

  @Test
  void aLessSureOneIsShownBesideAFirstThatIs() {
    assertThat(Confidence.of(0.45, 0, 0.55)).isEqualTo(Confidence.LOW);
    assertThat(Confidence.of(0.43, 0, 0.55)).isEqualTo(Confidence.NONE);
    assertThat(Confidence.of(0.45, 0, 0.48)).isEqualTo(Confidence.NONE);
  }
}
