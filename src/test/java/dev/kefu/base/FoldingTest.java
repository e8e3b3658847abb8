package dev.kefu.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FoldingTest {

  @Test
  void traditionalCharactersBecomeSimplifiedOnes() {
    assertThat(Folding.fold("這件連衣裙什麼時候發貨？後檯說沒現貨")).isEqualTo("这件连衣裙什么时候发货?后台说没现货");
  }

  @Test
  void widthCapitalsAndTheSpaceAroundDoNotMatter() {
    assertThat(Folding.fold("　ＰＬＵＳ会员　iPhone　１５　")).isEqualTo("plus会员 iphone 15");
  }

  @Test
  void simplifiedTextStaysAsItIs() {
    var text = "亲，下单后多久发货呀？能不能便宜10元，着急穿";

    assertThat(Folding.fold(text)).isEqualTo(text.replace('，', ',').replace('？', '?'));
  }

  @Test
  void aLoneSurrogateAndEmojiSurvive() {
    assertThat(Folding.fold("好评👍🏻\uD83D")).isEqualTo("好评👍🏻\uD83D");
  }

  @Test
  void foldingTwiceChangesNothing() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      var text = new StringBuilder();
      for (int i = 0; i < 20; i++) {
        text.append((char) random.nextInt(Character.MAX_VALUE + 1));
      }

      var once = Folding.fold(text.toString());

      assertThat(Folding.fold(once)).as("seed %s, round %s", seed, round).isEqualTo(once);
    }
  }

  /// Single characters that are common take a shorter way.
  @Test
  void aCharacterAloneFoldsAsInsideAText() {
    IntStream.concat("az09".chars(), IntStream.rangeClosed(0x4e00, 0x9fff))
        .forEach(c ->
            assertThat("一" + Folding.fold(Character.toString(c)))
                .as("U+%04X", c)
                .isEqualTo(Folding.fold("一" + Character.toString(c))));
  }
}
