package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 106 messages in shoppers' own words against 89 articles, both written for this project. The
/// weights of the search were not chosen on them; where each confidence begins was, among others.
/// The bounds are a little below what was measured, so that a change that makes answers worse is
/// seen.
class SearchQualityTest {

  private static final Path FILES = Path.of("src/test/resources/dev/kefu/knowledge");

  @TempDir static Path folder;
  private static Library library;
  private static Quality quality;

  @BeforeAll
  static void searchAll() {
    library =
        new Library(
            folder,
            Library.articles(FILES.resolve("faq.tsv")),
            TestKnowledge.EMBEDDER,
            Path.of("knowledge-base/synonyms.txt"));
    quality =
        Quality.of(Library.messages(FILES.resolve("messages.tsv")), SearchQualityTest::answer);
  }

  @AfterAll
  static void close() throws Exception {
    library.close();
  }

  private static Quality.Answer answer(String text) {
    var hits = library.search(text, 10);
    return new Quality.Answer(hits.stream().map(Hit::article).toList(), hits.getFirst().score());
  }

  @Test
  void theRightArticleIsAmongTheFirst() {
    assertThat(quality.hitAt(1)).as(quality.line()).isGreaterThanOrEqualTo(0.76);
    assertThat(quality.hitAt(3)).as(quality.line()).isGreaterThanOrEqualTo(0.91);
  }

  @Test
  void whatNobodyAnswersScoresLower() {
    assertThat(quality.abstention()).as(quality.line()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void sureMeansRightNineteenTimesOfTwenty() {
    var messages = Library.messages(FILES.resolve("messages.tsv"));
    var sure =
        messages.stream()
            .filter(m -> library.search(m.text(), 1).getFirst().confidence() == Confidence.HIGH)
            .toList();
    var right =
        sure.stream()
            .filter(m -> m.articles().contains(library.search(m.text(), 1).getFirst().article()))
            .toList();

    assertThat(sure).hasSizeGreaterThan(messages.size() / 4);
    assertThat(right.size() / (double) sure.size()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void mostOfWhatCanBeAnsweredIsShownAndLittleElse() {
    assertThat(shown(true)).isGreaterThanOrEqualTo(0.80);
    assertThat(shown(false)).isLessThanOrEqualTo(0.15);
  }

  private static double shown(boolean answerable) {
    List<Library.Message> messages =
        Library.messages(FILES.resolve("messages.tsv")).stream()
            .filter(m -> m.answerable() == answerable)
            .toList();
    var shown =
        messages.stream()
            .filter(m -> library.search(m.text(), 1).getFirst().confidence() != Confidence.NONE)
            .count();
    return shown / (double) messages.size();
  }
}
