package dev.kefu.knowledge;

import dev.kefu.content.Windows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Articles in an index of their own, apart from the program's: what measuring needs.
final class Library implements AutoCloseable {

  private final ArticleIndex index;
  private final Lookup lookup;
  private final Setting setting;

  /// What searches depend on besides the articles.
  ///
  /// @param at the moment of every search
  /// @param open the windows that are open then
  /// @param vectors gives those of the articles' sentences
  record Setting(
      Synonyms synonyms,
      Instant at,
      List<Windows.Window> open,
      Function<Collection<Sentence>, Map<Sentence, float[]>> vectors) {

    Setting {
      open = List.copyOf(open);
    }

    /// That of articles out of files, which know no time.
    static Setting ofFiles(Synonyms synonyms, Embedder embedder) {
      return new Setting(
          synonyms,
          Instant.EPOCH,
          List.of(),
          texts -> texts.parallelStream().collect(Collectors.toMap(text -> text, embedder::embed)));
    }
  }

  Library(Path folder, List<Published> articles, Embedder embedder, Setting setting) {
    this.index = ArticleIndex.open(folder, "library", 0);
    this.lookup = new Lookup(index, embedder::embed, setting.synonyms());
    this.setting = setting;
    var vectors = setting.vectors().apply(sentences(articles));
    try {
      for (var article : articles) {
        index.put(article, vectors);
      }
      index.commit(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Collection<Sentence> sentences(List<Published> articles) {
    return articles.stream()
        .flatMap(article -> Rows.sentences(article.fields()).stream())
        .collect(Collectors.toSet());
  }

  Lookup lookup() {
    return lookup;
  }

  List<Hit> search(QuestionSet.Message message, int limit) {
    return lookup.hits(message.question(setting.at(), limit), setting.open());
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
