package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Servers that are measured in turn: all are started and warmed, then each round goes through all
/// of them, so that what else the machine does falls on all.
final class Contest implements AutoCloseable {

  /// After a pause the first second is not like the others.
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final Options options;
  private final Path folder;
  private final List<Contestant> contestants = new ArrayList<>();

  /// @param folder each contestant gets one of its own in it
  Contest(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  /// Where a contestant keeps what is its.
  Path folder(String name) {
    return folder.resolve(name.replaceAll("[^A-Za-z]+", "-"));
  }

  /// Starts and warms a server.
  Contestant enter(String name, Kind kind, List<String> command)
      throws IOException, InterruptedException {
    return enter(name, Served.start(kind, folder(name), command), Meter.ofNothing());
  }

  /// Warms a server that was started.
  ///
  /// @param database what its database uses
  Contestant enter(String name, Served served, Meter database)
      throws IOException, InterruptedException {
    var pairs = options.number("pairs", Bench.PAIRS);
    var load = new Load(served.target(), 1, options.number("window", 2), pairs);
    var contestant = new Contestant(name, served, database, load);
    contestants.add(contestant);
    load.open(options.number("agents", Bench.AGENTS));
    load.direction(Load.Direction.BOTH);
    Pause.of(SETTLE);
    var warmed = Bench.warm(load, options);
    contestant.flaws().addAll(load.drain());
    System.out.println(name + ": " + warmed + " (" + served.command() + ")");
    return contestant;
  }

  List<Contestant> contestants() {
    return contestants;
  }

  /// Plays all rounds of one direction.
  void play(Load.Direction direction) throws IOException, InterruptedException {
    for (var contestant : contestants) {
      contestant.rounds().clear();
      contestant.load().direction(direction);
    }
    for (int round = 1; round <= options.number("rounds", Bench.ROUNDS); round++) {
      for (var contestant : contestants) {
        var measured = play(contestant);
        System.out.println(
            direction + ", round " + round + ", " + contestant.name() + ": " + measured);
      }
    }
  }

  private Round play(Contestant contestant) throws IOException, InterruptedException {
    var load = contestant.load();
    load.flow();
    Pause.of(SETTLE);
    var time = Duration.ofSeconds(options.number("seconds", Bench.SECONDS));
    var measured =
        Round.measure(
            load, contestant.served().meter(), contestant.database(), () -> Pause.of(time));
    contestant.rounds().add(measured);
    contestant.flaws().addAll(load.drain());
    return measured;
  }

  /// The last flaw of each that has any, a line each.
  String flaws() {
    return contestants.stream()
        .filter(contestant -> !contestant.flaws().isEmpty())
        .map(contestant -> contestant.name() + ": " + contestant.flaws().getLast())
        .collect(Collectors.joining("\n"));
  }

  /// Tells whether a goal is reached.
  static void goal(String name, double measured, double wanted, boolean atLeast) {
    var reached = atLeast ? measured >= wanted : measured <= wanted;
    System.out.printf(
        Locale.ROOT,
        "* %s: %.3f, goal %s %.3f: %s%n",
        name,
        measured,
        atLeast ? "at least" : "at most",
        wanted,
        reached ? "reached" : "NOT reached");
  }

  @Override
  public void close() {
    for (var contestant : contestants) {
      contestant.load().over();
      contestant.served().close();
    }
  }
}
