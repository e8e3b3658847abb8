package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTest {

  private final WordPiece tokenizer = read();

  /// The ids are those of Hugging Face's tokenizers 0.31.1 with the same file.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "什么时候发货 | 101 784 720 3198 952 1355 6573 102",
        "plus会员满199-20元,包邮吗? | 101 8514 833 1447 4007 9092 118 8113 1039 117 1259 6934 1408 136 102",
        "iphone 15 pro max充电器 5v/2a wifi | 101 8210 8115 8376 8621 1041 4510 1690 10965 120 11646 8306 102",
        "亲~在吗^_^ 好评返现¥5 | 101 779 172 1762 1408 141 142 141 1962 6397 6819 4385 175 8157 102",
        "émile café 👍🏻 ok | 101 100 100 100 8270 102",
        "sku-8801_a 12.5kg | 101 9820 8207 118 9987 8148 142 143 8110 119 13183 102",
        "①②③ ㈱ 𠮷野家 | 101 405 13557 13558 100 100 7029 2157 102",
      })
  void theIdsAreThoseTheModelWasTrainedOn(String text, String ids) {
    assertThat(tokenizer.ids(text, 256)).containsExactly(numbers(ids));
  }

  @Test
  void theEndMarkIsKeptWhenTextIsCutOff() {
    assertThat(tokenizer.ids("什么时候发货", 5)).containsExactly(101, 784, 720, 3198, 102);
    assertThat(tokenizer.ids("wifi充电器", 3)).containsExactly(101, 8306, 102);
  }

  @Test
  void noTextBreaksIt() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int i = 0; i < random.nextInt(400); i++) {
        text.append((char) random.nextInt(Character.MAX_VALUE + 1));
      }

      assertThat(tokenizer.ids(text.toString(), 32))
          .as("seed %s, round %s", seed, round)
          .hasSizeBetween(2, 32)
          .startsWith(101)
          .endsWith(102);
    }
  }

  private static long[] numbers(String ids) {
    return Arrays.stream(ids.split(" ")).mapToLong(Long::parseLong).toArray();
  }

  private static WordPiece read() {
    try {
      return WordPiece.read(
          Objects.requireNonNull(
              WordPieceTest.class.getResourceAsStream("/bge-small-zh-v1.5-q-tokenizer.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
