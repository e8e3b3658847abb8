package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import dev.kefu.content.ContentFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Questions and answers out of files in an index without a database: what measuring needs.
final class Library implements AutoCloseable {

  /// A message of a shopper.
  ///
  /// @param articles those that answer it; empty when none does
  record Message(String text, Set<String> articles) {

    boolean answerable() {
      return !articles.isEmpty();
    }
  }

  private final ArticleIndex index;
  private final Embedder embedder;
  private final Synonyms synonyms;

  /// @param synonyms as in `synonyms.txt`
  Library(Path folder, List<Published> articles, Embedder embedder, Path synonyms) {
    this.index = ArticleIndex.open(folder, "library", 0);
    this.embedder = embedder;
    this.synonyms = new Synonyms(WordFile.groups(ContentFile.read("synonyms", synonyms)));
    try {
      for (var article : articles) {
        var vectors = new HashMap<String, float[]>();
        Rows.texts(article.fields()).forEach(text -> vectors.put(text, embedder.embed(text)));
        index.put(article, vectors);
      }
      index.commit(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Hit> search(String text, int limit) {
    var folded = Folding.fold(text);
    var question = new Question(text, null, null, null, Instant.EPOCH, limit);
    var terms = Terms.of(index.analyzer(), folded);
    var helping = Terms.of(index.analyzer(), synonyms.of(folded));
    var vector = embedder.embed(folded);
    return index.read(searcher ->
        new ArticleSearch(searcher, question, folded, List.of()).hits(terms, helping, vector));
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

  private static Set<String> ids(String column) {
    return Set.of(column.split(","));
  }

  private static Stream<String[]> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(line -> line.split("\t", -1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArticleFields fields(String[] columns) {
    var similar = columns[3].isEmpty() ? new String[0] : columns[3].split("\\|");
    return Samples.article(columns[2], columns[4]).similar(similar).fields();
  }

  @Override
  public void close() throws IOException {
    index.close();
  }
}
