package dev.kefu.assist;

import dev.kefu.base.Folding;
import dev.kefu.base.Hotline;
import dev.kefu.knowledge.Hit;
import dev.kefu.knowledge.Meaning;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Names what a shopper wants: by words that leave no doubt, else by the examples that are closest
/// in meaning, to the message and to the questions of the articles that answer it.
///
/// How it was chosen and what it reaches: `docs/decisions/0021-intents-by-examples.md`.
@Component
class Intents {

  static final String DISCOUNT = "discount";
  static final String COMPLAINT = "complaint";
  static final String CLAIM = "claim";
  static final String HUMAN = "human";

  /// Wanted by those to whom something has gone wrong, and by nobody else.
  static final Set<String> TROUBLE = Set.of(COMPLAINT, CLAIM);

  /// A message that is less close to every label is about something else.
  private static final double NEAR = 0.3;

  /// Where an article counts as much as the message itself, and how fast it gets there.
  private static final double ARTICLE_FROM = 0.57;

  private static final double ARTICLE_SCALE = 0.04;

  /// So much behind the first an article counts a third.
  private static final double BEHIND = 0.02;

  /// Said in so many words; the first that is found counts.
  private static final Map<String, List<String>> CERTAIN = certain();

  private final Supplier<List<Intent>> labelled;
  private final Meaning meaning;

  private record Known(List<Intent> intents, Examples examples) {}

  private volatile @Nullable Known known;

  @Autowired
  Intents(IntentBook book, Meaning meaning) {
    this(() -> book.current().intents(), meaning);
  }

  Intents(Supplier<List<Intent>> labelled, Meaning meaning) {
    this.labelled = labelled;
    this.meaning = meaning;
  }

  private static Map<String, List<String>> certain() {
    var certain = new LinkedHashMap<String, List<String>>();
    certain.put(COMPLAINT, List.of("投诉", "差评", "举报", "找主管", "找你们主管", "找你们领导", "找经理"));
    certain.put(HUMAN, List.of("转人工", "人工客服", "真人客服", "接人工"));
    certain.put(CLAIM, List.of("赔我", "赔钱", "要求赔偿", "索赔", "怎么赔偿"));
    return certain;
  }

  /// @param hits what the search has found, best first
  Optional<String> of(String text, List<Hit> hits) {
    var said = inSoManyWords(text);
    if (said.isPresent()) {
      return said;
    }
    var examples = examples();
    var closeness = examples.closeness(meaning.of(text));
    if (Arrays.stream(closeness).max().orElse(0) < NEAR) {
      return Optional.empty();
    }
    var shares = Examples.shares(closeness);
    hear(hits, examples, shares);
    return Optional.of(examples.labels().get(largest(shares)));
  }

  /// What leaves no doubt.
  static Optional<String> inSoManyWords(String text) {
    var folded = Folding.fold(text);
    if (Hotline.isNamedIn(folded)) {
      return Optional.of(COMPLAINT);
    }
    return CERTAIN.entrySet().stream()
        .filter(sure -> sure.getValue().stream().anyMatch(folded::contains))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// An example, and what it would be named if it were a message and no example.
  record Named(String intent, String text, Optional<String> named) {}

  /// What is known of the examples from each other, without any article: compares each with each.
  static List<Named> eachWithoutItself(List<Intent> intents, Function<String, float[]> meaning) {
    var examples = new Examples(intents, meaning);
    var all = new ArrayList<Named>();
    for (int label = 0; label < intents.size(); label++) {
      var own = intents.get(label);
      for (int i = 0; i < own.examples().size(); i++) {
        var text = own.examples().get(i);
        var closeness = examples.closenessWithout(label, i);
        var named = inSoManyWords(text);
        if (named.isEmpty() && closeness[largest(closeness)] >= NEAR) {
          named = Optional.of(examples.labels().get(largest(closeness)));
        }
        all.add(new Named(own.intent(), text, named));
      }
    }
    return all;
  }

  private void hear(List<Hit> hits, Examples examples, double[] shares) {
    var weights =
        hits.stream()
            .mapToDouble(hit -> Math.exp((hit.score() - hits.getFirst().score()) / BEHIND))
            .toArray();
    double all = Arrays.stream(weights).sum();
    var meanings = meaning.ofArticles(hits.stream().map(Hit::question).toList());
    for (int i = 0; i < weights.length; i++) {
      double sure = 1 / (1 + Math.exp((ARTICLE_FROM - hits.getFirst().score()) / ARTICLE_SCALE));
      var said = Examples.shares(examples.closeness(meanings.get(i)));
      for (int label = 0; label < shares.length; label++) {
        shares[label] += sure * weights[i] / all * said[label];
      }
    }
  }

  private static int largest(double[] shares) {
    int largest = 0;
    for (int i = 1; i < shares.length; i++) {
      largest = shares[i] > shares[largest] ? i : largest;
    }
    return largest;
  }

  /// Made anew when an editor's examples are others.
  Examples examples() {
    var intents = labelled.get();
    var current = known;
    if (current == null || !current.intents().equals(intents)) {
      current = new Known(intents, new Examples(intents, meaning::of));
      known = current;
    }
    return current.examples();
  }
}
