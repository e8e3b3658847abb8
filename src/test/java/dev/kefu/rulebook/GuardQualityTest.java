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
    var development = told("development", corpus.development());
    var heldBack = told("held back", corpus.heldBack());

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
            told("development, cut-off", corpus.development()),
            told("held back, cut-off", corpus.heldBack()))) {
      assertThat(half.recall()).isGreaterThanOrEqualTo(RECALL);
      assertThat(half.falseAlarms()).isLessThanOrEqualTo(FALSE_ALARMS);
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
      if (half.equals("development")
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
        "guard, %s half (seed %d): recall %.3f, false alarms %.3f%n",
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
