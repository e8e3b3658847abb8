package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/// Questions and answers in files, and an index of them without a database: what measuring needs.
final class Library {

  private Library() {}

  /// A message of a shopper.
  ///
  /// @param articles those that answer it; empty when none does
  record Message(String text, Set<String> articles) {

    boolean answerable() {
      return !articles.isEmpty();
    }
  }

  /// @param faq a line an article: id, category, question, similar wordings split by `|`, answer
  static List<Published> articles(Path faq) {
    return lines(faq).map(c -> new Published(c[0], 1, fields(c))).toList();
  }

  /// @param messages a line a message: id, text, ids of articles split by `,`
  static List<Message> messages(Path messages) {
    return lines(messages)
        .map(c -> new Message(c[1], c.length < 3 || c[2].isBlank() ? Set.of() : ids(c[2])))
        .toList();
  }

  static ArticleIndex index(Path folder, List<Published> articles, Embedder embedder) {
    var index = ArticleIndex.open(folder, "library", 0);
    try {
      for (var article : articles) {
        var vectors = new HashMap<String, float[]>();
        Rows.texts(article.fields()).forEach(t -> vectors.put(t, embedder.embed(t)));
        index.put(article, vectors);
      }
      index.commit(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return index;
  }

  static List<Hit> search(ArticleIndex index, Embedder embedder, String text, int limit) {
    var folded = Folding.fold(text);
    var question = new Question(text, null, null, null, Instant.EPOCH, limit);
    return index.read(searcher ->
        new ArticleSearch(searcher, question, List.of())
            .hits(Terms.of(index.analyzer(), folded), embedder.embed(folded)));
  }

  private static Set<String> ids(String column) {
    return Set.of(column.split(","));
  }

  private static java.util.stream.Stream<String[]> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(line -> line.split("\t", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArticleFields fields(String[] columns) {
    return new ArticleFields(
        columns[2],
        columns[3].isEmpty() ? List.of() : Arrays.asList(columns[3].split("\\|")),
        List.of(),
        columns[4],
        columns[1],
        ArticleStage.ANY,
        List.of(),
        Risk.LOW,
        null,
        null,
        null,
        null,
        List.of(),
        false,
        null);
  }
}
