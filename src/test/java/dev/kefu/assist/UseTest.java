package dev.kefu.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class UseTest {

  @Test
  void theSameTextIsUsedAsItIs() {
    assertThat(Use.of("有货的亲", " 有货的亲\n")).isEqualTo(new Use(Use.How.AS_IS, 0));
  }

  @Test
  void upToFourTenthsOfChangeIsAnEdit() {
    assertThat(Use.of("一二三四五六七八九十", "一二三四五六").how()).isEqualTo(Use.How.EDITED);
    assertThat(Use.of("一二三四五六七八九十", "一二三四五").how()).isEqualTo(Use.How.REWRITTEN);
  }

  @Test
  void theDistanceCountsCharactersNotUnits() {
    assertThat(EditDistance.between("好👍👍👍", "好👍👍👎")).isEqualTo(0.25, within(1e-9));
    assertThat(EditDistance.between("", "")).isZero();
    assertThat(EditDistance.between("", "亲")).isEqualTo(1);
  }
}
