package dev.kefu.knowledge;

import dev.kefu.knowledge.QuestionSet.Message;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// How well a search does on messages whose articles are known.
///
/// @param answers what was found, in the order of the messages
/// @param micros processor time of each search, sorted
record Quality(List<Message> messages, List<Answer> answers, List<Long> micros) {

  private static final int WARM = 50;

  /// @param articles best first
  /// @param score of the best
  /// @param levels how sure the search is of each, if it says so
  record Answer(List<String> articles, double score, List<Confidence> levels) {

    static final Answer NONE = new Answer(List.of(), 0, List.of());

    static Answer of(List<Hit> hits) {
      return hits.isEmpty()
          ? NONE
          : new Answer(
              hits.stream().map(Hit::article).toList(),
              hits.getFirst().score(),
              hits.stream().map(Hit::confidence).toList());
    }

    /// Whether anybody would be shown a card.
    boolean shown() {
      return levels.stream().anyMatch(level -> level != Confidence.NONE);
    }

    boolean isFirst(Confidence level) {
      return !levels.isEmpty() && levels.getFirst() == level;
    }
  }

  static Quality of(List<Message> messages, Function<Message, Answer> search) {
    var clock = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM && !messages.isEmpty(); i++) {
      var _ = search.apply(messages.get(i % messages.size()));
    }
    var micros = new ArrayList<Long>();
    var answers = new ArrayList<Answer>();
    for (var message : messages) {
      long start = clock.getCurrentThreadCpuTime();
      answers.add(search.apply(message));
      micros.add((clock.getCurrentThreadCpuTime() - start) / 1_000);
    }
    micros.sort(null);
    return new Quality(messages, answers, micros);
  }

  /// The part of it that is about some of the messages. The times stay those of all.
  Quality of(List<Message> some) {
    var places = new HashMap<Message, Integer>();
    IntStream.range(0, messages.size()).forEach(i -> places.putIfAbsent(messages.get(i), i));
    var kept = some.stream().map(message -> answers.get(places.getOrDefault(message, 0))).toList();
    return new Quality(some, kept, micros);
  }

  int count(boolean answerable) {
    return (int) indexes(answerable).count();
  }

  boolean hasLevels() {
    return answers.stream().anyMatch(answer -> !answer.levels().isEmpty());
  }

  /// The share of answerable messages with a right article among the first `k`. Of no messages
  /// every share is NaN.
  double hitAt(int k) {
    return share(indexes(true), i -> rank(i) > 0 && rank(i) <= k);
  }

  /// The mean of 1 / rank of the first right article.
  double reciprocalRank() {
    return indexes(true)
        .mapToDouble(i -> rank(i) == 0 ? 0 : 1.0 / rank(i))
        .average()
        .orElse(Double.NaN);
  }

  /// How often an answerable message scores above one that no article answers; a half is chance.
  double abstention() {
    double wins = 0;
    for (int i : indexes(true).toArray()) {
      for (int j : indexes(false).toArray()) {
        double better = answers.get(i).score() - answers.get(j).score();
        wins += better > 0 ? 1 : better == 0 ? 0.5 : 0;
      }
    }
    return wins / ((double) count(true) * count(false));
  }

  /// The share of messages for which a card is shown.
  double shown(boolean answerable) {
    return share(indexes(answerable), i -> answers.get(i).shown());
  }

  /// The share of answerable messages whose first card is sure.
  double sure() {
    return share(indexes(true), i -> answers.get(i).isFirst(Confidence.HIGH));
  }

  /// Of all first cards that are sure, the share that is right.
  double sureAndRight() {
    return share(first(Confidence.HIGH), i -> rank(i) == 1);
  }

  /// How many first cards are this sure.
  int cards(Confidence level) {
    return (int) first(level).count();
  }

  /// How many of them are right.
  int rightCards(Confidence level) {
    return (int) first(level).filter(i -> rank(i) == 1).count();
  }

  private IntStream first(Confidence level) {
    return IntStream.range(0, messages.size()).filter(i -> answers.get(i).isFirst(level));
  }

  double millis(int percent) {
    return micros.get(Math.min(micros.size() - 1, micros.size() * percent / 100)) / 1e3;
  }

  private IntStream indexes(boolean answerable) {
    return IntStream.range(0, messages.size())
        .filter(i -> messages.get(i).answerable() == answerable);
  }

  private static double share(IntStream all, IntPredicate some) {
    return all.mapToDouble(i -> some.test(i) ? 1 : 0).average().orElse(Double.NaN);
  }

  /// 0 when none of the found ones is right.
  private int rank(int message) {
    var found = answers.get(message).articles();
    for (int i = 0; i < found.size(); i++) {
      if (messages.get(message).articles().contains(found.get(i))) {
        return i + 1;
      }
    }
    return 0;
  }
}
