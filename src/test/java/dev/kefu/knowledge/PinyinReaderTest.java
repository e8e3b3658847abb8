package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.base.Folding;
import dev.kefu.content.ContentFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What shoppers type who do not pick the characters, read in the words of 89 articles.
class PinyinReaderTest {

  private static final Path FILES = Path.of("src/test/resources/dev/kefu/knowledge");

  @TempDir static Path folder;
  private static Library library;
  private static List<QuestionSet.Message> messages;

  @BeforeAll
  static void open() {
    var set = QuestionSet.read(ContentFolder.at(FILES));
    library =
        new Library(
            folder,
            set.articles(),
            TestKnowledge.EMBEDDER,
            Library.Setting.ofFiles(new Synonyms(List.of()), TestKnowledge.EMBEDDER));
    messages = set.files().getOrDefault("messages", List.of());
  }

  @AfterAll
  static void close() throws Exception {
    library.close();
  }

  private static String read(String text) {
    return library.lookup().inCharacters(text);
  }

  @ParameterizedTest
  @CsvSource({
    "dianzifapiaozenmekai, 电子发票怎么开",
    "shen me shi hou fa huo, 什么时候发货",
    "tuikuan duojiu daozhang?, 退款多久到账?",
    "wo de dingdan quxiao le, 我的订单取消了",
    "kb-mini-87 shenme shihou fahuo, kb-mini-87 什么时候发货",
  })
  void isReadAsThisShopIsAsked(String typed, String read) {
    assertThat(read(typed)).isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource({
    "什么时候fahuo, 什么时候发货",
    "可以tuikuan吗, 可以退款吗",
    "我要tui huo运费谁出, 我要退货运费谁出",
  })
  void amongCharactersTheyHelp(String typed, String read) {
    assertThat(read(typed)).isEqualTo(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "where is my order",
        "can i change the size",
        "do you ship to canada",
        "hello",
        "xl",
        "有xl码吗",
        "支持wifi吗",
        "iphone的壳有吗",
        "kb-mini-87有货吗",
        "drs-mini-01",
        "ok",
        "hhhhhh",
        "66666",
        "",
      })
  void whatIsNoPinyinStaysAsItIs(String text) {
    assertThat(read(text)).isEqualTo(text);
  }

  @Test
  void nothingThatWasTypedInCharactersIsChanged() {
    assertThat(messages).hasSizeGreaterThan(100);
    for (var message : messages) {
      var question = new Question(message.text(), null, null, null, Instant.EPOCH, 1);
      assertThat(library.lookup().folded(question)).isEqualTo(Folding.fold(message.text()));
    }
  }

  @Test
  void aNovelOfLettersIsLeftAlone() {
    var novel = "fahuo".repeat(1_000);

    assertThat(read(novel)).isEqualTo(novel);
    assertThat(read("fahuo ".repeat(1_000))).doesNotContain("货");
  }

  @Test
  void norIsAnythingReadOfManyLettersAmongCharacters() {
    var text = "能fahuo吗?".repeat(400);

    assertThat(read(text)).isEqualTo(text);
  }

  @Test
  void lettersInAnyOrderHarmNothing() {
    var seed = new SplittableRandom().nextLong();
    var random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append("aeiouüvnghzsx' 发货1?".charAt(random.nextInt(19)));
      }
      var read = read(text.toString());
      assertThat(figures(read)).as("seed %d: %s", seed, text).isEqualTo(figures(text.toString()));
    }
  }

  /// What no reading may touch.
  private static String figures(String text) {
    return text.replaceAll("[^1?]", "");
  }
}
