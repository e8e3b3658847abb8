package dev.kefu.base;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

class FoldingFuzzTest {

  @FuzzTest(maxDuration = "1m")
  void foldingTwiceChangesNothing(byte[] bytes) {
    var once = Folding.fold(new String(bytes, StandardCharsets.UTF_16BE));

    assertThat(Folding.fold(once)).isEqualTo(once);
  }
}
