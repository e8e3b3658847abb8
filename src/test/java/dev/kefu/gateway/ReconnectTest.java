package dev.kefu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kefu.cluster.Rate;
import dev.kefu.cluster.TokenBucket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.RepeatedTest;

/// Everybody loses the line at once and comes back as the screens do, with the numbers that stand
/// in their code, in time that only counts and does not pass.
class ReconnectTest {

  private static final Path CLIENT = Path.of("src/main/web/shared/socket.js");
  private static final int CLIENTS = 2_000;
  private static final int ACCEPTED_PER_SECOND = 200;
  private static final int CALM_AFTER_S = 5;
  private static final double MOST_BACK = 0.15;
  private static final double MOST_KNOCKS = 0.25;
  private static final int ALL_BACK_WITHIN_S = 120;

  private record Try(long atMs, int failures) {}

  @RepeatedTest(5)
  void P_51_theyDoNotKnockAllAtOnceAndAreAllBack() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var first = number("FIRST_DELAY_MS");
    var longest = number("LONGEST_DELAY_MS");
    var tries = new PriorityQueue<Try>((a, b) -> Long.compare(a.atMs(), b.atMs()));
    for (var i = 0; i < CLIENTS; i++) {
      tries.add(new Try(delay(random, first, longest, 0), 1));
    }

    var door = new TokenBucket(new Rate(ACCEPTED_PER_SECOND, ACCEPTED_PER_SECOND), 0);
    var knocked = new int[ALL_BACK_WITHIN_S];
    var back = new int[ALL_BACK_WITHIN_S];
    while (!tries.isEmpty()) {
      var next = tries.poll();
      assertThat(next.atMs() / 1_000).as("seed %s", seed).isLessThan(ALL_BACK_WITHIN_S);
      knocked[(int) (next.atMs() / 1_000)]++;
      if (door.take(TimeUnit.MILLISECONDS.toNanos(next.atMs())) == 0) {
        back[(int) (next.atMs() / 1_000)]++;
      } else {
        var wait = delay(random, first, longest, next.failures());
        tries.add(new Try(next.atMs() + Math.max(1, wait), next.failures() + 1));
      }
    }

    assertThat(Arrays.stream(back).sum()).as("seed %s", seed).isEqualTo(CLIENTS);
    assertThat(mostInOneSecond(back))
        .as("back in one second, seed %s", seed)
        .isLessThanOrEqualTo((int) (CLIENTS * MOST_BACK));
    assertThat(mostInOneSecond(knocked))
        .as("knock in one second, seed %s", seed)
        .isLessThanOrEqualTo((int) (CLIENTS * MOST_KNOCKS));
  }

  @RepeatedTest(5)
  void P_51_whoIsSentAwayByABusyNodeStaysAwayForAWhileAndNotAllForTheSame() throws Exception {
    var seed = new Random().nextLong();
    var random = new Random(seed);
    var busy = number("BUSY_MS");
    var crowd = number("CROWD_MS");

    var back = new int[ALL_BACK_WITHIN_S];
    for (var i = 0; i < CLIENTS; i++) {
      back[(int) ((busy + random.nextDouble() * crowd) / 1_000)]++;
    }

    assertThat(busy).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toMillis(CALM_AFTER_S));
    assertThat(mostInOneSecond(back))
        .as("back in one second, seed %s", seed)
        .isLessThanOrEqualTo((int) (CLIENTS * MOST_BACK));
  }

  private static int mostInOneSecond(int[] seconds) {
    return Arrays.stream(seconds, CALM_AFTER_S, seconds.length).max().orElse(0);
  }

  private static long delay(Random random, long first, long longest, int failures) {
    return (long) (random.nextDouble() * Math.min((double) longest, first * Math.pow(2, failures)));
  }

  /// A constant as the client has it: if it changes there, it changes here.
  private static long number(String name) throws Exception {
    var found =
        Pattern.compile("const " + name + " = ([0-9_]+);").matcher(Files.readString(CLIENT));
    assertThat(found.find()).as(name).isTrue();
    return Long.parseLong(found.group(1).replace("_", ""));
  }
}
