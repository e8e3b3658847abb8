package dev.kefu.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinyinTest {

  @ParameterizedTest
  @CsvSource({
    "fahuo, 0 2 5",
    "weixin, 0 3 6",
    "xian, 0 4",
    "fangan, 0 4 6",
    "xianq, ''",
    "lvse, 0 2 4"
  })
  void lettersAreCutIntoSyllables(String letters, String places) {
    var all = new StringBuilder();
    for (int place : Pinyin.syllables(letters)) {
      all.append(all.isEmpty() ? "" : " ").append(place);
    }

    assertThat(all).hasToString(places);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "hello", "wifi", "size100"})
  void whatIsNoPinyinIsNotCut(String text) {
    assertThat(Pinyin.syllables(text)).hasSizeLessThan(2);
  }

  /// Each could be cut in two ways, and none of all of them ends.
  @Test
  void aThousandAmbiguousOnesTakeNoLongerThanOthers() {
    assertThat(Pinyin.syllables("xian".repeat(1_000) + "q")).isEmpty();
    assertThat(Pinyin.syllables("xian".repeat(1_000))).hasSize(1_001);
  }

  @Test
  void aCharacterHasAllItsReadings() {
    assertThat(Pinyin.toned('行')).contains("xing2", "hang2");
    assertThat(Pinyin.toned('x')).isEmpty();
    assertThat(Pinyin.said("huo")).contains("货", "活");
    assertThat(Pinyin.said("hq")).isEmpty();
  }
}
