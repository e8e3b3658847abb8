package dev.kefu.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.rulebook.GuardCorpus.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How many promises the guard sees, and how often it cries wolf, on replies written for it. The
/// half held back is what counts; see the README beside the replies.
///
/// `-Dguard.show=true` prints the errors of the development half, of the other one never.
@NullMarked
class GuardQualityTest {

  private static final double RECALL = 0.95;
  private static final double FALSE_ALARMS = 0.02;
  private static final double UNSEEN_RECALL = 0.6;
  private static final double UNSEEN_FALSE_ALARMS = 0.06;

  private final GuardCorpus corpus = GuardCorpus.read();
  private final GuardScene scene;

  GuardQualityTest(@TempDir Path folder) {
    scene = GuardScene.create(folder);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void promisesAreSeenAndHarmlessRepliesAreLetThrough() {
    var development = told("development half", corpus.development());
    var heldBack = told("held back half", corpus.heldBack());

    assertThat(corpus.development().size() + corpus.heldBack().size()).isGreaterThan(800);
    for (var half : List.of(development, heldBack)) {
      assertThat(half.recall()).isGreaterThanOrEqualTo(RECALL);
      assertThat(half.falseAlarms()).isLessThanOrEqualTo(FALSE_ALARMS);
    }
  }

  /// The scene's order was paid after the cut-off: what is said of today is as wrong as ever.
  @Test
  void theyAreWithACutOffAndATableOfDaysToo() {
    scene.tellCutoff();

    for (var half :
        List.of(
            told("development half, cut-off", corpus.development()),
            told("held back half, cut-off", corpus.heldBack()))) {
      assertThat(half.recall()).isGreaterThanOrEqualTo(RECALL);
      assertThat(half.falseAlarms()).isLessThanOrEqualTo(FALSE_ALARMS);
    }
  }

  /// Replies of another hand, which neither the checks nor what they learn from were made by: what
  /// the guard is worth for talk it has not met.
  @Test
  void halfOfWhatNobodyTaughtItIsSeenToo() {
    var unseen = told("unseen", GuardCorpus.unseen());

    assertThat(unseen.recall()).isGreaterThanOrEqualTo(UNSEEN_RECALL);
    assertThat(unseen.falseAlarms()).isLessThanOrEqualTo(UNSEEN_FALSE_ALARMS);
  }

  @Test
  void nothingThatMeasuresTheGuardIsWhatItLearnsFrom() {
    var learnt =
        LearntReplies.examples().stream()
            .filter(LearntReplies.Example::promise)
            .map(LearntReplies.Example::text)
            .collect(Collectors.toSet());

    for (var replies : List.of(corpus.heldBack(), GuardCorpus.unseen())) {
      assertThat(replies).extracting(Reply::text).doesNotContainAnyElementsOf(learnt);
    }
  }

  /// @param recall share of the promises that were found
  private record Told(double recall, double falseAlarms) {}

  private Told told(String half, List<Reply> replies) {
    var outcomes = new TreeMap<String, Map<String, Integer>>();
    for (var reply : replies) {
      var outcome = outcome(reply);
      count(outcomes, (reply.promise() ? "promise " : "harmless ") + reply.kind(), outcome);
      if (!reply.how().isEmpty()) {
        count(outcomes, "  hidden by " + reply.how(), outcome);
      }
      if (half.equals("development half")
          && Boolean.getBoolean("guard.show")
          && reply.promise() == outcome.equals("cleared")) {
        System.out.println("GUARD ERROR " + reply + " " + scene.check(reply.text()));
      }
    }
    var told =
        new Told(
            share(replies, true, r -> !outcome(r).equals("cleared")),
            share(replies, false, r -> !outcome(r).equals("cleared")));
    print(half, outcomes, told);
    return told;
  }

  private static double share(
      List<Reply> replies, boolean promise, Function<Reply, Boolean> holds) {
    return replies.stream()
        .filter(r -> r.promise() == promise)
        .collect(Collectors.averagingDouble(r -> holds.apply(r) ? 1 : 0));
  }

  private static void count(Map<String, Map<String, Integer>> table, String row, String outcome) {
    table.computeIfAbsent(row, _ -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
  }

  private static void print(String half, Map<String, Map<String, Integer>> table, Told told) {
    System.out.printf(
        Locale.ROOT,
        "guard, %s (seed %d): recall %.3f, false alarms %.3f%n",
        half,
        GuardCorpus.SEED,
        told.recall(),
        told.falseAlarms());
    table.forEach((row, outcomes) -> System.out.printf(Locale.ROOT, "  %-26s %s%n", row, outcomes));
  }

  private String outcome(Reply reply) {
    return switch (scene.check(reply.text())) {
      case Verdict.Cleared(var cleared) -> cleared.warnings().isEmpty() ? "cleared" : "warned";
      case Verdict.NeedsApproval _ -> "approval";
      case Verdict.Blocked _ -> "blocked";
    };
  }
}
