package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.content.ContentFile;
import dev.kefu.content.ContentFolder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// 106 messages in shoppers' own words against 89 articles, both written for this project. The
/// bounds are a little below what was measured, so that a change that makes answers worse is seen.
class SearchQualityTest {

  private static final Path FILES = Path.of("src/test/resources/dev/kefu/knowledge");

  @TempDir static Path folder;
  private static Library library;
  private static List<QuestionSet.Message> messages;
  private static Quality quality;

  @BeforeAll
  static void searchAll() {
    var set = QuestionSet.read(ContentFolder.at(FILES));
    var words = ContentFile.read("synonyms", Path.of("knowledge-base/synonyms.txt"));
    library =
        new Library(
            folder,
            set.articles(),
            TestKnowledge.EMBEDDER,
            Library.Setting.ofFiles(new Synonyms(WordFile.groups(words)), TestKnowledge.EMBEDDER));
    messages = set.files().getOrDefault("messages", List.of());
    quality = Quality.of(messages, message -> Quality.Answer.of(library.search(message, 10)));
  }

  @AfterAll
  static void close() throws Exception {
    library.close();
  }

  @Test
  void theRightArticleIsAmongTheFirst() {
    assertThat(quality.hitAt(1)).isGreaterThanOrEqualTo(0.84);
    assertThat(quality.hitAt(3)).isGreaterThanOrEqualTo(0.93);
  }

  @Test
  void whatIsTypedInPinyinIsMostlyFoundToo() {
    var typed =
        Quality.of(
            messages,
            message -> Quality.Answer.of(library.search(message.typed(Typing::pinyin), 10)));

    assertThat(typed.hitAt(3)).isGreaterThanOrEqualTo(0.75);
    assertThat(typed.shown(false)).isLessThanOrEqualTo(0.15);
  }

  @Test
  void whatNobodyAnswersScoresLower() {
    assertThat(quality.abstention()).isGreaterThanOrEqualTo(0.97);
  }

  @Test
  void sureMeansRightNineteenTimesOfTwenty() {
    assertThat(quality.sure()).isGreaterThan(0.35);
    assertThat(quality.sureAndRight()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void mostOfWhatCanBeAnsweredIsShownAndLittleElse() {
    assertThat(quality.shown(true)).isGreaterThanOrEqualTo(0.80);
    assertThat(quality.shown(false)).isLessThanOrEqualTo(0.15);
  }
}
