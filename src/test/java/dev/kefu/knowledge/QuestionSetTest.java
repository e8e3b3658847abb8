package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kefu.content.ContentError;
import dev.kefu.content.ContentFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionSetTest {

  @TempDir Path folder;

  @BeforeEach
  void aFaq() throws IOException {
    write("faq.tsv", "kb_ship\t物流\t多久发货？\t何时发|几天发\t一天。\nkb_size\t尺码\t怎么选？\t\t看表。\n");
  }

  @Test
  void messagesWithoutAnArticleAreThoseNobodyAnswers() throws IOException {
    write("messages.tsv", "m1\t发了吗\tkb_ship\nm2\t今天天气\t\nm3\t哪个\tkb_ship,kb_size\n");

    var messages = read().files().get("messages");

    assertThat(messages)
        .extracting(QuestionSet.Message::answerable)
        .containsExactly(true, false, true);
    assertThat(read().withoutSimilar()).allMatch(a -> a.fields().similar().isEmpty());
  }

  @Test
  void oneFileIsToldAsAWholeAndInTwoPartsThatNeverOverlap() throws IOException {
    write("messages.tsv", "m1\t发了吗\tkb_ship\nm2\t今天天气\t\nm3\t哪个\tkb_size\n");

    var parts = read().parts();

    var halves = Stream.of("messages, two thirds", "messages, held out").map(parts::get).toList();
    assertThat(parts).hasSize(3);
    assertThat(halves.stream().flatMap(m -> m.stream()))
        .containsExactlyInAnyOrderElementsOf(parts.get("messages"));
  }

  @Test
  void severalFilesAreToldAsTheyAre() throws IOException {
    write("dev.tsv", "m1\t发了吗\tkb_ship\n");
    write("held-out.tsv", "m2\t哪个\tkb_size\n");

    assertThat(read().parts()).containsOnlyKeys("dev", "held-out");
  }

  @Test
  void theFirstWordingOfACorpusIsTheQuestion() throws IOException {
    Files.delete(folder.resolve("faq.tsv"));
    write("corpus.tsv", "d0\trefund\tmoney back\nd1\tship\twhere is it\nd2\trefund\trefund me\n");

    var articles = read().articles();

    assertThat(articles).extracting(Published::id).containsExactly("refund", "ship");
    assertThat(articles.getFirst().fields().similar()).containsExactly("refund me");
  }

  @Test
  void aLineThatIsNoMessageIsNamed() throws IOException {
    write("messages.tsv", "m1\t发了吗\tkb_ship\nm2 今天天气\n");

    assertThatExceptionOfType(ContentError.class)
        .isThrownBy(this::read)
        .withMessageContaining("messages.tsv:2: has fewer than 2 columns");
  }

  private QuestionSet read() {
    return QuestionSet.read(ContentFolder.at(folder));
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
