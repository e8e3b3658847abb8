package dev.kefu.knowledge;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How well a search does on messages whose articles are known.
///
/// @param answers what was found, in the order of the messages
/// @param micros processor time of each search, sorted
record Quality(List<Library.Message> messages, List<Answer> answers, List<Long> micros) {

  /// @param articles best first
  /// @param score of the best
  record Answer(List<String> articles, double score) {}

  /// Searches everything twice and measures the second time.
  static Quality of(List<Library.Message> messages, Function<String, Answer> search) {
    var clock = ManagementFactory.getThreadMXBean();
    var first = messages.stream().map(m -> search.apply(m.text())).toList();
    var micros = new ArrayList<Long>();
    var second = new ArrayList<Answer>();
    for (var message : messages) {
      long start = clock.getCurrentThreadCpuTime();
      second.add(search.apply(message.text()));
      micros.add((clock.getCurrentThreadCpuTime() - start) / 1_000);
    }
    if (!first.equals(second)) {
      throw new IllegalStateException("The same question found something else");
    }
    micros.sort(null);
    return new Quality(messages, second, micros);
  }

  /// The share of answerable messages with a right article among the first `k`.
  double hitAt(int k) {
    return ranks().filter(rank -> rank > 0 && rank <= k).count() / (double) ranks().count();
  }

  /// The mean of 1 / rank of the first right article.
  double reciprocalRank() {
    return ranks().mapToDouble(rank -> rank == 0 ? 0 : 1.0 / rank).average().orElse(0);
  }

  /// How often an answerable message scores above one that no article answers; a half is chance.
  double abstention() {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < messages.size(); i++) {
      for (int j = 0; j < messages.size(); j++) {
        if (messages.get(i).answerable() && !messages.get(j).answerable()) {
          double better = answers.get(i).score() - answers.get(j).score();
          wins += better > 0 ? 1 : better == 0 ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return wins / pairs;
  }

  /// The share of messages that score at least so much.
  double shown(double from, boolean answerable) {
    return indexes(answerable).filter(i -> answers.get(i).score() >= from).count()
        / (double) indexes(answerable).count();
  }

  /// Of all messages that score at least so much, the share whose first article is right.
  double precision(double from) {
    var shown =
        IntStream.range(0, messages.size())
            .filter(i -> answers.get(i).score() >= from)
            .boxed()
            .toList();
    return shown.stream().filter(i -> rank(i) == 1).count() / (double) shown.size();
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "hit@1 %.3f  hit@3 %.3f  hit@5 %.3f  MRR %.3f  AUC %.3f  CPU p50 %.2f ms  p99 %.2f ms",
        hitAt(1),
        hitAt(3),
        hitAt(5),
        reciprocalRank(),
        abstention(),
        micros.get(micros.size() / 2) / 1e3,
        micros.get(micros.size() * 99 / 100) / 1e3);
  }

  private Stream<Integer> ranks() {
    return indexes(true).map(this::rank);
  }

  private Stream<Integer> indexes(boolean answerable) {
    return IntStream.range(0, messages.size())
        .filter(i -> messages.get(i).answerable() == answerable)
        .boxed();
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
