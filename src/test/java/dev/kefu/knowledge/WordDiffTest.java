package dev.kefu.knowledge;

import static dev.kefu.knowledge.Samples.article;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Stage;
import dev.kefu.knowledge.WordDiff.Op;
import dev.kefu.knowledge.WordDiff.Piece;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WordDiffTest {

  private static final Set<String> KNOWN = Set.of("有货", "现货", "发货", "当天");

  @TempDir Path folder;

  @Test
  void knownWordsNumbersAndVariablesAreTakenWhole() {
    assertThat(read("现货{{stock|else:若干}}件", "有货{{stock|else:一些}}件"))
        .isEqualTo("[-现货{{stock|else:若干}}-][+有货{{stock|else:一些}}+]件");
    assertThat(read("16点前付款当天发货。", "18点前付款次日发货。")).isEqualTo("[-16-][+18+]点前付款[-当天-][+次日+]发货。");
  }

  @Test
  void whatIsOneValueIsTakenWholeAndSoIsANameOnTheWire() {
    var old = article("问", "答").stage(ArticleStage.PRE_SALE).answers(only(Stage.PRE_SALE)).fields();
    var now =
        article("问", "答").stage(ArticleStage.AFTER_SALE).answers(only(Stage.AFTER_SALE)).fields();

    assertThat(between(old, now))
        .containsExactly(
            "stage [-pre_sale-][+after_sale+]", "answers [-pre_sale-][+after_sale+] DRS-A\n亲，可以。");
  }

  @Test
  void whereNothingWasEverythingIsAdded() {
    assertThat(between(null, article("问", "答").similar("问一", "问二").fields()))
        .containsExactly(
            "question [+问+]",
            "similar [+问一\n问二+]",
            "answer [+答+]",
            "category [+物流+]",
            "stage [+any+]",
            "risk [+low+]",
            "escalate [+false+]");
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

  /// Two hundred long questions that were all rewritten: word by word that is a table of gigabytes.
  @Test
  void whatIsTooLongForWordsIsComparedLineByLine() {
    var old = lines("旧");
    var now = lines("新").replace("新7", "旧7");

    var pieces = WordDiff.pieces(old, now, KNOWN);

    assertThat(without(pieces, Op.ADDED)).isEqualTo(old);
    assertThat(without(pieces, Op.REMOVED)).isEqualTo(now);
    assertThat(pieces)
        .filteredOn(piece -> piece.op() == Op.SAME)
        .isNotEmpty()
        .allMatch(piece -> piece.text().startsWith("旧7"));
  }

  private static String lines(String beginning) {
    return IntStream.range(0, 200)
        .mapToObj(i -> beginning + i + ("问" + i % 7).repeat(97))
        .collect(Collectors.joining("\n"));
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

  private static Variant only(Stage stage) {
    return new Variant(stage, List.of("DRS-A"), "亲，可以。");
  }

  /// Each field that differs, with its name before it.
  private List<String> between(@Nullable ArticleFields old, ArticleFields now) {
    try (var database = TestDatabase.create(folder)) {
      return new WordDiff(new ShopWords(database.writer(), database.reader()))
          .between(old, now).stream().map(f -> f.field() + " " + read(f.pieces())).toList();
    }
  }

  private static String read(String old, String now) {
    return read(WordDiff.pieces(old, now, KNOWN));
  }

  private static String read(List<Piece> pieces) {
    return pieces.stream()
        .map(p ->
            switch (p.op()) {
              case SAME -> p.text();
              case REMOVED -> "[-" + p.text() + "-]";
              case ADDED -> "[+" + p.text() + "+]";
            })
        .collect(Collectors.joining());
  }
}
