package dev.kefu.knowledge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measures how well shoppers' messages find their articles. `docs/benchmarks.md` has the command.
class RetrievalBenchmark {

  private static final int DEEPEST = 10;

  private record Answer(List<String> articles, double score) {}

  @Test
  void measure(@TempDir Path folder) throws Exception {
    var articles = Library.articles(Path.of(System.getProperty("faq")));
    var messages = Library.messages(Path.of(System.getProperty("messages")));
    try (var embedder = new Embedder();
        var index = Library.index(folder, articles, embedder)) {
      System.out.printf("%d articles, %d messages%n", articles.size(), messages.size());
      report("kefu", messages, text -> answer(Library.search(index, embedder, text, DEEPEST)));
      thresholds(messages, text -> answer(Library.search(index, embedder, text, DEEPEST)));
    }
  }

  private static Answer answer(List<Hit> hits) {
    return new Answer(
        hits.stream().map(Hit::article).toList(), hits.isEmpty() ? 0 : hits.getFirst().score());
  }

  private static void report(
      String name, List<Library.Message> messages, Function<String, Answer> search) {
    var ranks = new ArrayList<Integer>();
    var answerable = new ArrayList<Double>();
    var unanswerable = new ArrayList<Double>();
    var micros = new ArrayList<Long>();
    var warm = messages.stream().mapToDouble(m -> search.apply(m.text()).score()).sum();
    for (var message : messages) {
      long start = System.nanoTime();
      var answer = search.apply(message.text());
      micros.add((System.nanoTime() - start) / 1_000);
      (message.answerable() ? answerable : unanswerable).add(answer.score());
      if (message.answerable()) {
        ranks.add(rank(message, answer));
      }
    }
    micros.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-8s (%.0f) hit@1 %.3f hit@3 %.3f hit@5 %.3f hit@10 %.3f MRR %.3f AUC %.3f p50 %.1f ms p99 %.1f"
            + " ms%n",
        name,
        warm,
        hit(ranks, 1),
        hit(ranks, 3),
        hit(ranks, 5),
        hit(ranks, 10),
        ranks.stream().mapToDouble(r -> r == 0 ? 0 : 1.0 / r).average().orElse(0),
        auc(answerable, unanswerable),
        micros.get(micros.size() / 2) / 1e3,
        micros.get(micros.size() * 99 / 100) / 1e3);
  }

  private static void thresholds(List<Library.Message> messages, Function<String, Answer> search) {
    var answers = messages.stream().map(m -> search.apply(m.text())).toList();
    System.out.println(
        "from   answerable  unanswerable  top-1 precision  right of shown answerable");
    for (double from = 0.36; from < 0.70; from += 0.02) {
      int shown = 0;
      int right = 0;
      int shownUnanswerable = 0;
      int answerable = 0;
      for (int i = 0; i < messages.size(); i++) {
        var message = messages.get(i);
        answerable += message.answerable() ? 1 : 0;
        if (answers.get(i).score() >= from) {
          shown += message.answerable() ? 1 : 0;
          shownUnanswerable += message.answerable() ? 0 : 1;
          right += rank(message, answers.get(i)) == 1 ? 1 : 0;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "%.2f   %.3f       %.3f         %.3f            %.3f%n",
          from,
          (double) shown / answerable,
          (double) shownUnanswerable / (messages.size() - answerable),
          (double) right / (shown + shownUnanswerable),
          (double) right / shown);
    }
  }

  /// 0 when none of the found ones is right.
  private static int rank(Library.Message message, Answer answer) {
    for (int i = 0; i < answer.articles().size(); i++) {
      if (message.articles().contains(answer.articles().get(i))) {
        return i + 1;
      }
    }
    return 0;
  }

  private static double hit(List<Integer> ranks, int k) {
    return ranks.stream().filter(r -> r > 0 && r <= k).count() / (double) ranks.size();
  }

  private static double auc(List<Double> positive, List<Double> negative) {
    double wins = 0;
    for (double p : positive) {
      for (double n : negative) {
        wins += p > n ? 1 : p == n ? 0.5 : 0;
      }
    }
    return wins / ((double) positive.size() * negative.size());
  }
}
