package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kefu.base.Folding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class EmbedderTest {

  private static final Embedder EMBEDDER = new Embedder();

  @AfterAll
  static void close() throws Exception {
    EMBEDDER.close();
  }

  /// Measured with langchain4j's own tokenizer and the same weights.
  @Test
  void sentencesThatMeanTheSameAreCloser() {
    assertThat(cosine("什么时候发货", "多久能发出来")).isCloseTo(0.707, within(0.01));
    assertThat(cosine("什么时候发货", "会掉色吗")).isCloseTo(0.351, within(0.01));
  }

  @Test
  void englishSentencesAreReadByAModelOfTheirOwn() {
    assertThat(cosine("Where is my parcel?", "my package has not arrived")).isGreaterThan(0.75);
    assertThat(cosine("Where is my parcel?", "does it shrink")).isLessThan(0.6);
  }

  @Test
  void everyVectorHasLengthOneWhateverTheText() {
    for (var text :
        new String[] {"", " ", "?", "👍", "\0", "a".repeat(10_000), "货".repeat(10_000)}) {
      var vector = vector(text);

      assertThat(dot(vector, vector)).as(text).isCloseTo(1.0, within(1e-4));
    }
  }

  @Test
  void capitalsWidthAndTraditionalCharactersDoNotMatterOnceFolded() {
    assertThat(cosine("PLUS会员什么时候发货", "ｐｌｕｓ會員什麼時候發貨")).isCloseTo(1.0, within(1e-5));
  }

  /// Releases from 1.29.0 on send usage to their maker unless the environment forbids it before the
  /// process starts.
  @Test
  void theLibraryKnowsNoPlaceToReportTo() throws IOException {
    var library = "/ai/onnxruntime/native/linux-x64/libonnxruntime.so";
    try (var in = Objects.requireNonNull(EmbedderTest.class.getResourceAsStream(library))) {
      var text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);

      assertThat(text.contains("events.data.microsoft.com")).isFalse();
      assertThat(text.contains("/etc/machine-id")).isFalse();
    }
  }

  static double cosine(String one, String other) {
    return dot(vector(one), vector(other));
  }

  private static float[] vector(String text) {
    var folded = Folding.fold(text);
    return EMBEDDER.embed(new Sentence(folded, Language.of(folded)));
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
