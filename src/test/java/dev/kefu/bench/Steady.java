package dev.kefu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// How long a message takes at a steady rate, against what the disk takes in the same run.
final class Steady {

  private static final int DEFAULT_RATE = 1_000;

  private final Options options;
  private final Path folder;

  Steady(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  boolean run() throws IOException, InterruptedException {
    var commands = new Commands(options);
    try (var served =
        Served.start(Kind.KEFU, folder.resolve("steady"), commands.kefuWithoutSuggestions())) {
      var load = new Load(served.target(), 1, 2, options.number("pairs", Bench.PAIRS));
      load.open(options.number("agents", Bench.AGENTS));
      load.direction(Load.Direction.BOTH);
      System.out.println("steady: " + Bench.warm(load, options));
      var well = load.drain().isEmpty();
      rounds(load, served.meter(), served.folder(), options);
      well &= load.drain().isEmpty();
      load.over();
      return well;
    }
  }

  /// @param data where the server's disk is
  static void rounds(Load load, Meter server, Path data, Options options)
      throws IOException, InterruptedException {
    var rate = options.number("rate", DEFAULT_RATE);
    var time = Duration.ofSeconds(options.number("seconds", Bench.SECONDS));
    for (int round = 1; round <= options.number("rounds", Bench.ROUNDS); round++) {
      var disk = Disk.of(options).measure(data);
      var measured = Round.measure(load, server, () -> load.pace(rate, time));
      System.out.printf(
          Locale.ROOT,
          "%d/s, round %d: %s%n  fsync of 4 KiB %s; p50 of ok / p50 of fsync: %.1f (goal <= 2)%n",
          rate,
          round,
          measured,
          disk,
          measured.times().ok().ms(50) / disk.ms(50));
    }
  }
}
