package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kefu.base.Refusal;
import dev.kefu.content.ContentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Any file is brought in as a whole or refused as a whole.
///
/// An input's first byte says what kind of file the rest is: `c` a table, `x` an Excel file, `m`
/// Markdown, `z` an archive.
class ArticleImportFuzzTest {

  private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");

  private static @Nullable TestKnowledge room;

  @BeforeAll
  static void open() throws IOException {
    room = new TestKnowledge(Files.createTempDirectory("kefu-fuzz"), Clock.systemUTC());
  }

  @AfterAll
  static void close() {
    if (room != null) {
      room.close();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void aFileIsBroughtInAsAWholeOrNotAtAll(byte[] bytes) {
    assertThat(room).isNotNull();
    var before = articles(room);

    try {
      var incoming = read(bytes);
      var result = articleImport(room).run(incoming, false, Samples.EDITOR);

      var wrong = !result.errors().isEmpty();
      assertThat(articles(room)).isEqualTo(wrong ? before : before + result.added());
    } catch (Refusal refusal) {
      assertThat(articles(room)).isEqualTo(before);
    }
  }

  private static List<Incoming> read(byte[] bytes) {
    var rest = bytes.length == 0 ? bytes : Arrays.copyOfRange(bytes, 1, bytes.length);
    return switch (bytes.length == 0 ? 'c' : bytes[0]) {
      case 'm' -> ArticleMarkdown.read(List.of(new ContentFile("a.md", Texts.decode(rest))), NOW);
      case 'x' -> ArticleXlsx.read(rest, NOW, ZoneOffset.UTC);
      case 'z' -> ArticleMarkdown.read(ArticleMarkdown.files(rest), NOW);
      default -> ArticleCsv.read(Texts.decode(rest), NOW);
    };
  }

  private static ArticleImport articleImport(TestKnowledge room) {
    return new ArticleImport(
        room.table, room.store, room.shop, room.database.transactions(), Clock.systemUTC());
  }

  private static int articles(TestKnowledge room) {
    return room.database.reader().sql("select count(*) from article").query(Integer.class).single();
  }
}
