package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// What open connections cost: memory each, and what they add to the price of a message.
final class Crowd {

  private static final int FEW = 1_000;
  private static final int DEFAULT_RATE = 500;
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final Options options;
  private final Path folder;

  Crowd(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  private record Memory(int connections, long heap, long resident) {}

  boolean run() throws IOException, InterruptedException {
    var pairs = options.number("pairs", Bench.PAIRS);
    var agents = options.number("agents", Bench.AGENTS);
    var most = options.number("connections", 19_000);
    var commands = new Commands(options);
    try (var served =
        Served.start(Kind.KEFU, folder.resolve("crowd"), commands.kefuWithoutSuggestions())) {
      var load = new Load(served.target(), 1, options.number("window", 2), pairs);
      load.open(agents);
      load.direction(Load.Direction.BOTH);
      System.out.println("crowd: " + Bench.warm(load, options));
      var well = load.drain().isEmpty();
      load.idle(FEW - pairs - agents, false);
      var few = least(load, served, FEW);
      var before = memory(served, FEW);
      load.idle(10_000 - FEW, false);
      memory(before, memory(served, 10_000));
      load.idle(most - 10_000, false);
      memory(before, memory(served, most));
      var many = least(load, served, most);
      System.out.printf(
          Locale.ROOT,
          "CPU a message at %d connections / at %d: %.2f (goal <= 1.15)%n",
          most,
          FEW,
          many / few);
      well &= load.drain().isEmpty();
      load.over();
      return well;
    }
  }

  private static Memory memory(Served served, int connections)
      throws IOException, InterruptedException {
    Pause.of(SETTLE);
    var meter = served.meter();
    var heap = meter.liveHeap();
    return new Memory(connections, heap, meter.resident());
  }

  private static void memory(Memory few, Memory many) {
    var more = many.connections() - few.connections();
    System.out.printf(
        Locale.ROOT,
        "from %d to %d idle connections: %d bytes of live heap each, %d bytes resident each (in all"
            + " %d MiB)%n",
        few.connections(),
        many.connections(),
        (many.heap() - few.heap()) / more,
        (many.resident() - few.resident()) / more,
        many.resident() >> 20);
  }

  /// The least of some rounds at one rate.
  private double least(Load load, Served served, int connections)
      throws IOException, InterruptedException {
    var rate = options.number("rate", DEFAULT_RATE);
    var time = Duration.ofSeconds(options.number("seconds", Bench.SECONDS));
    var least = Double.MAX_VALUE;
    for (int round = 1; round <= options.number("rounds", Bench.ROUNDS); round++) {
      var measured = Round.measure(load, served.meter(), () -> load.pace(rate, time));
      System.out.println(
          connections + " connections, " + rate + "/s, round " + round + ": " + measured);
      least = Math.min(least, measured.cost());
    }
    return least;
  }
}
