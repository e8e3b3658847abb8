package dev.kefu.knowledge;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures how well shoppers' messages find their articles. `docs/benchmarks.md` has the command.
///
/// Not part of the gate: its name does not end in Test, and the messages are not ours to ship.
class RetrievalBenchmark {

  private static final int DEEPEST = 10;

  @Test
  void measure(@TempDir Path folder) throws Exception {
    var articles = Library.articles(Path.of(System.getProperty("faq")));
    var messages = Library.messages(Path.of(System.getProperty("messages")));
    var synonyms = Path.of(System.getProperty("synonyms", "knowledge-base/synonyms.txt"));
    System.out.printf("%d articles, %d messages%n", articles.size(), messages.size());
    report("BM25, question", messages, new PlainSearch(articles, false));
    report("BM25, wordings", messages, new PlainSearch(articles, true));
    try (var embedder = new Embedder();
        var library = new Library(folder, articles, embedder, synonyms)) {
      var quality = Quality.of(messages, text -> answer(library.search(text, DEEPEST)));
      print("Kefu", quality);
      thresholds(quality);
    }
  }

  private static void report(String name, List<Library.Message> messages, PlainSearch search) {
    print(name, Quality.of(messages, text -> search.search(text, DEEPEST)));
  }

  private static void print(String name, Quality quality) {
    System.out.printf("%-15s %s%n", name, quality.line());
  }

  private static Quality.Answer answer(List<Hit> hits) {
    return new Quality.Answer(
        hits.stream().map(Hit::article).toList(), hits.isEmpty() ? 0 : hits.getFirst().score());
  }

  private static void thresholds(Quality quality) {
    System.out.println("score   answerable shown  unanswerable shown  first article right");
    for (int percent = 40; percent <= 70; percent++) {
      double from = percent / 100.0;
      System.out.printf(
          Locale.ROOT,
          "%.2f    %.3f             %.3f               %.3f%n",
          from,
          quality.shown(from, true),
          quality.shown(from, false),
          quality.precision(from));
    }
  }
}
