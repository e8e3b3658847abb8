package dev.kefu.commerce.http;

import dev.kefu.commerce.FactKind;
import dev.kefu.commerce.FactRef;
import dev.kefu.commerce.demo.DemoShopFixture;
import dev.kefu.commerce.http.StandInShop.Mood;
import dev.kefu.commerce.line.LineLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How long those who serve shoppers wait for a shop outside, with the usual limits. On request:
/// `./mvnw test -Dtest=SlowShopBenchmark`.
class SlowShopBenchmark {

  private static final int ROUNDS = 200;
  private static final int ROUNDS_OF_A_BAD_DAY = 10;
  private static final int SLOTS = 20;
  private static final int QUESTIONS = 8;
  private static final long SLOW_MS = 300;

  @TempDir Path temp;

  @Test
  void waits() throws IOException {
    try (var truth = DemoShopFixture.small(temp)) {
      var face = new ErpFace(truth.doors());
      try (var shop = new StandInShop(asked -> HttpContract.behindBase(face, asked))) {
        shop.slowMs = SLOW_MS;
        for (var mood : List.of(Mood.FINE, Mood.SLOW, Mood.BROKEN, Mood.HANGING)) {
          shop.mood = mood;
          var api = HttpShopFixture.example("erp-rest.yaml", shop.port());
          try (var http =
              new HttpShopFixture(api, LineLimits.USUAL, truth.profile(), truth.clock())) {
            measure(mood, http);
          }
        }
      }
    }
  }

  private static void measure(Mood mood, HttpShopFixture http) {
    var rounds = mood == Mood.FINE ? ROUNDS : ROUNDS_OF_A_BAD_DAY;
    print(mood, "one slot", times(rounds, i -> http.facts.readAnew(slots(i, 1))));
    print(mood, SLOTS + " slots", times(rounds, i -> http.facts.readAnew(slots(i, SLOTS))));
    print(mood, QUESTIONS + " questions in a row", times(rounds, i -> questions(http, i)));
  }

  private static List<FactRef> slots(int round, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new FactRef(FactKind.STOCK, i == 0 ? "CUP-A" : "SKU-" + round + "-" + i))
        .toList();
  }

  /// As for a card: one after the other, each of another thing.
  private static void questions(HttpShopFixture http, int round) {
    for (int i = 0; i < QUESTIONS; i++) {
      var _ = http.products.find("OTHER-" + round + "-" + i);
    }
  }

  private interface Round {
    void play(int number);
  }

  private static List<Long> times(int rounds, Round round) {
    var times = new ArrayList<Long>();
    for (int i = 0; i < rounds; i++) {
      var began = System.nanoTime();
      round.play(i);
      times.add((System.nanoTime() - began) / 1_000);
    }
    return times;
  }

  private static void print(Mood mood, String what, List<Long> times) {
    var sorted = times.stream().sorted().toList();
    System.out.printf(
        "%s, %s: first %.1f ms, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
        mood,
        what,
        times.getFirst() / 1_000.0,
        sorted.get(sorted.size() / 2) / 1_000.0,
        sorted.get(sorted.size() * 99 / 100) / 1_000.0,
        sorted.getLast() / 1_000.0);
  }
}
