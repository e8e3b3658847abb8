package dev.kefu.rulebook;

import dev.kefu.rulebook.GuardCorpus.Reply;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long the guard takes for a reply, by one thread: `./mvnw test -Dtest=GuardBenchmark`.
@NullMarked
class GuardBenchmark {

  private static final int WARM_UP = 20;
  private static final int ROUNDS = 40;

  @Test
  void howLongAReplyTakes(@TempDir Path folder) {
    try (var scene = GuardScene.create(folder)) {
      var corpus = GuardCorpus.read();
      var replies =
          Stream.concat(corpus.development().stream(), corpus.heldBack().stream()).toList();
      for (int i = 0; i < WARM_UP; i++) {
        replies.forEach(reply -> scene.check(reply.text()));
      }
      var nanos = new long[replies.size() * ROUNDS];
      int at = 0;
      for (int i = 0; i < ROUNDS; i++) {
        for (Reply reply : replies) {
          long start = System.nanoTime();
          scene.check(reply.text());
          nanos[at++] = System.nanoTime() - start;
        }
      }
      System.out.printf(
          Locale.ROOT,
          "guard, processor time of a reply: harmless %.1f us, all %.1f us%n",
          cpuMicros(scene, replies.stream().filter(reply -> !reply.promise()).toList()),
          cpuMicros(scene, replies));
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT,
          "guard, %d checks: p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, most %.3f ms%n",
          nanos.length,
          millis(nanos, 0.5),
          millis(nanos, 0.99),
          millis(nanos, 0.999),
          millis(nanos, 1));
    }
  }

  private static double cpuMicros(GuardScene scene, List<Reply> replies) {
    var threads = ManagementFactory.getThreadMXBean();
    var start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < ROUNDS; i++) {
      replies.forEach(reply -> scene.check(reply.text()));
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1e3 / replies.size() / ROUNDS;
  }

  private static double millis(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) (sorted.length * share))] / 1e6;
  }
}
