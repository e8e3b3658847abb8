package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.knowledge.WordDiff.Op;
import dev.kefu.knowledge.WordDiff.Piece;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WordDiffTest {

  private static final Set<String> KNOWN = Set.of("有货", "现货", "发货", "当天");

  @Test
  void knownWordsNumbersAndVariablesAreTakenWhole() {
    assertThat(read("现货{{stock|else:若干}}件", "有货{{stock|else:一些}}件"))
        .isEqualTo("[-现货{{stock|else:若干}}-][+有货{{stock|else:一些}}+]件");
    assertThat(read("16点前付款当天发货。", "18点前付款次日发货。")).isEqualTo("[-16-][+18+]点前付款[-当天-][+次日+]发货。");
  }

  @Test
  void aLonelySameCharacterBelongsToTheChange() {
    assertThat(read("亲，三天内寄出", "亲，七日内发走")).isEqualTo("亲，[-三天内寄出-][+七日内发走+]");
  }

  @Test
  void whatWasAddedOrTakenAwayStandsAlone() {
    assertThat(read("可以退换。", "可以七天内退换。")).isEqualTo("可以[+七天内+]退换。");
    assertThat(read("", "新的")).isEqualTo("[+新的+]");
    assertThat(read("旧的", "")).isEqualTo("[-旧的-]");
  }

  /// Whatever was written, the difference holds both texts.
  @Test
  void theDifferenceHoldsBothTexts() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      var old = text(random);
      var now = text(random);
      var pieces = WordDiff.pieces(old, now, KNOWN);

      assertThat(without(pieces, Op.ADDED)).as("seed %s", seed).isEqualTo(old);
      assertThat(without(pieces, Op.REMOVED)).as("seed %s", seed).isEqualTo(now);
      assertThat(pieces).as("seed %s", seed).noneMatch(piece -> piece.text().isEmpty());
    }
  }

  private static String text(Random random) {
    var alphabet = "有货现当天发a1{}|👍 。";
    int[] points = alphabet.codePoints().toArray();
    var text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }

  private static String without(List<Piece> pieces, Op op) {
    return pieces.stream().filter(p -> p.op() != op).map(Piece::text).collect(Collectors.joining());
  }

  private static String read(String old, String now) {
    return WordDiff.pieces(old, now, KNOWN).stream()
        .map(p ->
            switch (p.op()) {
              case SAME -> p.text();
              case REMOVED -> "[-" + p.text() + "-]";
              case ADDED -> "[+" + p.text() + "+]";
            })
        .collect(Collectors.joining());
  }
}
