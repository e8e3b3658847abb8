package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Measures the product and the yardsticks in turn: all are started and warmed, then each round
/// goes through all of them, so that what else the machine does falls on all.
final class Compare {

  /// After a pause the first second is not like the others.
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private static final String WITHOUT = "Kefu, no suggestions";
  private static final String RELAY = "Netty relay";
  private static final String FULL = "socket.io + SQLite FULL";
  private static final String NORMAL = "socket.io + SQLite NORMAL";
  private static final String STOMP = "Spring STOMP";

  private final Options options;
  private final Path folder;
  private final List<Contestant> contestants = new ArrayList<>();

  private record Contestant(
      String name, Served served, Load load, List<Round> rounds, List<String> flaws) {

    double perSecond() {
      var sorted = rounds.stream().mapToDouble(Round::perSecond).sorted().toArray();
      return sorted[sorted.length / 2];
    }

    double cost() {
      return rounds.stream().mapToDouble(Round::cost).min().orElse(Double.NaN);
    }
  }

  Compare(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  boolean run() throws IOException, InterruptedException {
    var commands = new Commands(options);
    enter(RELAY, Kind.RELAY, commands.relay());
    enter(WITHOUT, Kind.KEFU, commands.kefuWithoutSuggestions());
    enter("Kefu", Kind.KEFU, commands.kefu());
    enter(FULL, Kind.SOCKET_IO, commands.chat("FULL"));
    enter(NORMAL, Kind.SOCKET_IO, commands.chat("NORMAL"));
    enter(STOMP, Kind.STOMP, commands.stomp());
    for (var direction : Load.Direction.values()) {
      compare(direction);
    }
    for (var contestant : contestants) {
      contestant.load().over();
      contestant.served().close();
    }
    return contestants.stream()
        .filter(contestant -> contestant.name().startsWith("Kefu"))
        .allMatch(contestant -> contestant.flaws().isEmpty());
  }

  private void enter(String name, Kind kind, List<String> command)
      throws IOException, InterruptedException {
    var served = Served.start(kind, folder.resolve(name.replaceAll("[^A-Za-z]+", "-")), command);
    var pairs = options.number("pairs", Bench.PAIRS);
    var load = new Load(served.target(), 1, options.number("window", 2), pairs);
    load.open(options.number("agents", Bench.AGENTS));
    load.direction(Load.Direction.BOTH);
    Pause.of(SETTLE);
    var warmed = Bench.warm(load, options);
    var flaws = new ArrayList<>(load.drain());
    System.out.println(name + ": " + warmed + " (" + served.command() + ")");
    contestants.add(new Contestant(name, served, load, new ArrayList<>(), flaws));
  }

  private void compare(Load.Direction direction) throws IOException, InterruptedException {
    for (var contestant : contestants) {
      contestant.rounds().clear();
      contestant.load().direction(direction);
    }
    for (int round = 1; round <= options.number("rounds", Bench.ROUNDS); round++) {
      for (var contestant : contestants) {
        contestant.load().flow();
        Pause.of(SETTLE);
        var time = Duration.ofSeconds(options.number("seconds", Bench.SECONDS));
        var measured =
            Round.measure(contestant.load(), contestant.served().meter(), () -> Pause.of(time));
        contestant.rounds().add(measured);
        contestant.flaws().addAll(contestant.load().drain());
        System.out.println(
            direction + ", round " + round + ", " + contestant.name() + ": " + measured);
      }
    }
    table(direction);
    goals();
  }

  private void goals() {
    var kefu = find(WITHOUT);
    var relay = find(RELAY);
    goal("share of the relay's messages/s", kefu.perSecond() / relay.perSecond(), 0.5, true);
    goal("CPU / the relay's", kefu.cost() / relay.cost(), 2.5, false);
    goal("times socket.io + SQLite FULL", kefu.perSecond() / find(FULL).perSecond(), 50, true);
    goal("times socket.io + SQLite NORMAL", kefu.perSecond() / find(NORMAL).perSecond(), 2, true);
    goal("times Spring STOMP", kefu.perSecond() / find(STOMP).perSecond(), 1.5, true);
  }

  private static void goal(String name, double measured, double wanted, boolean atLeast) {
    var reached = atLeast ? measured >= wanted : measured <= wanted;
    System.out.printf(
        Locale.ROOT,
        "* %s: %.2f, goal %s %.1f: %s%n",
        name,
        measured,
        atLeast ? "at least" : "at most",
        wanted,
        reached ? "reached" : "NOT reached");
  }

  private void table(Load.Direction direction) {
    System.out.printf("%n%s, median of messages/s, least CPU:%n%n", direction);
    System.out.println(
        "| server | messages/s | CPU s/M | its share of the relay's messages/s | its CPU / the"
            + " relay's | Kefu's messages/s / its | ok p50 / p99 ms | client s/M | flaws |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    var relay = find(RELAY);
    var kefu = find(WITHOUT);
    for (var contestant : contestants) {
      var last = contestant.rounds().getLast();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.1f | %.1f %% | %.2f | %.2f | %.1f / %.1f | %.1f | %d |%n",
          contestant.name(),
          contestant.perSecond(),
          contestant.cost(),
          100 * contestant.perSecond() / relay.perSecond(),
          contestant.cost() / relay.cost(),
          kefu.perSecond() / contestant.perSecond(),
          last.times().ok().ms(50),
          last.times().ok().ms(99),
          last.client().all() * 1e6 / last.counts().messages(),
          contestant.flaws().size());
    }
    System.out.println(
        contestants.stream()
            .filter(contestant -> !contestant.flaws().isEmpty())
            .map(contestant -> contestant.name() + ": " + contestant.flaws().getLast())
            .collect(Collectors.joining("\n")));
  }

  private Contestant find(String name) {
    return contestants.stream()
        .filter(contestant -> contestant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
