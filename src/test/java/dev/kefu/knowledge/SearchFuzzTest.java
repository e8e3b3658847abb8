package dev.kefu.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kefu.content.ContentFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Whatever a shopper writes is looked for as text; nothing in it is a query language.
class SearchFuzzTest {

  private static final int LIMIT = 3;

  private static @Nullable Library library;

  @BeforeAll
  static void open() throws IOException {
    var articles =
        List.of(
            new Published("kb_ship", 1, Samples.article("多久发货？", "一天。").fields()),
            new Published("kb_size", 1, Samples.article("尺码怎么选？", "看尺码表。").fields()));
    var folder = Files.createTempDirectory("kefu-fuzz");
    var words = ContentFile.read("synonyms", Path.of("knowledge-base", "synonyms.txt"));
    var synonyms = new Synonyms(WordFile.groups(words));
    library =
        new Library(
            folder,
            articles,
            TestKnowledge.EMBEDDER,
            Library.Setting.ofFiles(synonyms, TestKnowledge.EMBEDDER));
  }

  @AfterAll
  static void close() throws IOException {
    if (library != null) {
      library.close();
    }
  }

  @FuzzTest(maxDuration = "1m")
  void whateverIsAskedIsText(byte[] bytes) {
    var text = new String(bytes, StandardCharsets.UTF_8);
    assertThat(library).isNotNull();

    var hits = library.search(new QuestionSet.Message("any", text, Set.of()), LIMIT);

    assertThat(hits).hasSizeLessThanOrEqualTo(LIMIT);
    assertThat(hits).allSatisfy(hit -> assertThat(hit.score()).isFinite());
  }
}
