package dev.kefu.knowledge;

import dev.kefu.base.Folding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// Measures where the bounds of [NearArticles.Band] have to lie, on the articles of the content
/// folder: how like an article's wordings are to each other, and to other articles'. On request:
/// docs/benchmarks.md says how.
class BandsBenchmark {

  private static final Path FAQ = Path.of("knowledge-base", "faq");

  @Test
  void howLikeWordingsAreToEachOther() throws IOException {
    var articles = new ArrayList<List<float[]>>();
    var answers = new ArrayList<String>();
    var embedder = TestKnowledge.EMBEDDER;
    try (var files = Files.walk(FAQ)) {
      for (var file : files.filter(f -> f.toString().endsWith(".md")).sorted().toList()) {
        var fields =
            ArticleFile.read(
                    ArticleMarkdown.file(file.toString(), Files.readAllBytes(file)), Instant.now())
                .fields();
        var vectors = new ArrayList<float[]>();
        vectors.add(embedder.embed(Rows.sentence(Folding.fold(fields.question()), fields)));
        fields
            .similar()
            .forEach(s -> vectors.add(embedder.embed(Rows.sentence(Folding.fold(s), fields))));
        articles.add(vectors);
        answers.add(fields.answer());
      }
    }
    var own = new ArrayList<Double>();
    var others = new ArrayList<Double>();
    for (int i = 0; i < articles.size(); i++) {
      for (int w = 0; w < articles.get(i).size(); w++) {
        var wording = articles.get(i).get(w);
        own.add(best(wording, List.of(without(articles.get(i), w))));
        var rest = new ArrayList<>(articles);
        rest.remove(i);
        others.add(best(wording, rest));
      }
    }
    System.out.printf(Locale.ROOT, "articles %d, wordings %d%n", articles.size(), own.size());
    for (double bound = 0.66; bound < 0.97; bound += 0.02) {
      System.out.printf(
          Locale.ROOT,
          "%.2f own %.3f other %.3f contradicting pairs %d%n",
          bound,
          share(own, bound),
          share(others, bound),
          contradicting(articles, answers, bound));
    }
  }

  private static List<float[]> without(List<float[]> wordings, int place) {
    var rest = new ArrayList<>(wordings);
    rest.remove(place);
    return rest;
  }

  private static double best(float[] wording, List<List<float[]>> articles) {
    return articles.stream()
        .flatMap(List::stream)
        .mapToDouble(other -> dot(wording, other))
        .max()
        .orElse(-1);
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /// Pairs of articles that are so like each other and give different numbers of the same thing.
  private static int contradicting(
      List<List<float[]>> articles, List<String> answers, double bound) {
    int pairs = 0;
    for (int i = 0; i < articles.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (Figures.contradict(answers.get(i), answers.get(j))) {
          var others = List.of(articles.get(j));
          var close = articles.get(i).stream().anyMatch(wording -> best(wording, others) >= bound);
          pairs += close ? 1 : 0;
        }
      }
    }
    return pairs;
  }

  private static double share(List<Double> all, double bound) {
    return all.stream().filter(s -> s >= bound).count() / (double) all.size();
  }
}
