package dev.kefu.knowledge;

import dev.kefu.content.ContentFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Reads pinyin as a shop with 89 articles is asked, for tests of other rooms.
public final class TestPinyin implements AutoCloseable {

  private static final Path FILES = Path.of("src/test/resources/dev/kefu/knowledge");

  private final Library library;

  private TestPinyin(Library library) {
    this.library = library;
  }

  /// @param folder where the index is written
  public static TestPinyin over(Path folder) {
    var set = QuestionSet.read(ContentFolder.at(FILES));
    return new TestPinyin(
        new Library(
            folder,
            set.articles(),
            TestKnowledge.EMBEDDER,
            Library.Setting.ofFiles(new Synonyms(List.of()), TestKnowledge.EMBEDDER)));
  }

  public String read(String text) {
    return library.lookup().inCharacters(text);
  }

  @Override
  public void close() throws IOException {
    library.close();
  }
}
