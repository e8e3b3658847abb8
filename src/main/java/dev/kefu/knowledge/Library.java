package dev.kefu.knowledge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Articles out of files in an index of their own, without a database: what measuring needs.
final class Library implements AutoCloseable {

  private final ArticleIndex index;
  private final Lookup lookup;

  Library(Path folder, List<Published> articles, Embedder embedder, Synonyms synonyms) {
    this.index = ArticleIndex.open(folder, "library", 0);
    this.lookup = new Lookup(index, embedder::embed, synonyms);
    var vectors = vectors(articles, embedder);
    try {
      for (var article : articles) {
        index.put(article, vectors);
      }
      index.commit(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<Sentence, float[]> vectors(List<Published> articles, Embedder embedder) {
    return articles.parallelStream()
        .flatMap(article -> Rows.sentences(article.fields()).stream())
        .distinct()
        .collect(Collectors.toMap(text -> text, embedder::embed));
  }

  Lookup lookup() {
    return lookup;
  }

  List<Hit> search(String text, int limit) {
    return lookup.hits(new Question(text, null, null, null, Instant.EPOCH, limit), List.of());
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
