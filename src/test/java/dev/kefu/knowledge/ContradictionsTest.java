package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.content.ContentFolder;
import dev.kefu.storage.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContradictionsTest {

  @TempDir Path temp;

  private TestDatabase database;
  private Contradictions contradictions;

  @BeforeEach
  void open() {
    database = TestDatabase.create(temp);
    contradictions =
        new Contradictions(
            TestMeaning.shared(), new Distinct(database.writer(), database.reader()));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theSameQuestionWithOtherNumbersCannotBothBeTrue() {
    assertThat(between("这件保修多久？", "质保3年。", "这件保修期多久？", "质保1年。")).isTrue();
    assertThat(between("这件保修多久？", "质保3年。", "这件保修期多久？", "质保三年，包换。")).isFalse();
    assertThat(between("这件保修多久？", "质保3年。", "退款多久到账？", "1年内。")).isFalse();
  }

  @Test
  void whatSomebodyHasToldApartIsMeant() {
    new Distinct(database.writer(), database.reader())
        .mark("kb_one", "kb_two", "新旧两款", new ArticleVersion.Author("usr_a", "小周"), Instant.EPOCH);

    assertThat(between("这件保修多久？", "质保3年。", "这件保修期多久？", "质保1年。")).isFalse();
  }

  /// Else an agent of a new shop would be told of contradictions where there are none.
  @Test
  void theShopsOwnAnswersContradictEachOtherNowhereAShopperMayMeetBoth() {
    var hits = new ArrayList<ArticleFile>();
    for (var file : ContentFolder.at(Path.of("knowledge-base")).files("faq", ".md")) {
      hits.add(ArticleFile.read(file, Instant.EPOCH));
    }
    var found = new ArrayList<String>();
    for (int i = 0; i < hits.size(); i++) {
      for (int k = i + 1; k < hits.size(); k++) {
        var one = hits.get(i);
        var other = hits.get(k);
        if (meet(one.fields(), other.fields())
            && contradictions.between(
                hit(one.id(), one.fields()), hit(other.id(), other.fields()))) {
          found.add(one.id() + " and " + other.id());
        }
      }
    }

    assertThat(found).isEmpty();
  }

  private static boolean meet(ArticleFields one, ArticleFields other) {
    return (one.stage() == ArticleStage.ANY
            || other.stage() == ArticleStage.ANY
            || one.stage() == other.stage())
        && (one.skus().isEmpty()
            || other.skus().isEmpty()
            || one.skus().stream().anyMatch(other.skus()::contains));
  }

  private boolean between(String question, String answer, String other, String otherAnswer) {
    return contradictions.between(
        hit("kb_one", question, answer), hit("kb_two", other, otherAnswer));
  }

  private static Hit hit(String id, ArticleFields fields) {
    return hit(id, fields.question(), fields.answer());
  }

  private static Hit hit(String id, String question, String answer) {
    return new Hit(
        id,
        1,
        question,
        answer,
        "",
        Risk.LOW,
        false,
        List.of(),
        null,
        0.8,
        Confidence.HIGH,
        question);
  }
}
