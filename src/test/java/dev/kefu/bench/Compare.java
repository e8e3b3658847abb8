package dev.kefu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/// Measures the product and the yardsticks that need nothing beside them.
final class Compare {

  static final String WITHOUT = "Kefu, no suggestions";
  private static final String RELAY = "Netty relay";
  private static final String FULL = "socket.io + SQLite FULL";
  private static final String NORMAL = "socket.io + SQLite NORMAL";
  private static final String STOMP = "Spring STOMP";

  private final Options options;
  private final Path folder;

  Compare(Options options, Path folder) {
    this.options = options;
    this.folder = folder;
  }

  boolean run() throws IOException, InterruptedException {
    var commands = new Commands(options);
    try (var contest = new Contest(options, folder)) {
      contest.enter(RELAY, Kind.RELAY, commands.relay());
      contest.enter(WITHOUT, Kind.KEFU, commands.kefuWithoutSuggestions());
      contest.enter("Kefu", Kind.KEFU, commands.kefu());
      contest.enter(FULL, Kind.SOCKET_IO, commands.chat("FULL"));
      contest.enter(NORMAL, Kind.SOCKET_IO, commands.chat("NORMAL"));
      contest.enter(STOMP, Kind.STOMP, commands.stomp());
      for (var direction : Load.Direction.values()) {
        contest.play(direction);
        table(contest, direction);
        goals(contest);
      }
      return contest.contestants().stream()
          .filter(contestant -> contestant.name().startsWith("Kefu"))
          .allMatch(contestant -> contestant.flaws().isEmpty());
    }
  }

  private static void goals(Contest contest) {
    var kefu = find(contest, WITHOUT);
    var relay = find(contest, RELAY);
    Contest.goal(
        "share of the relay's messages/s", kefu.perSecond() / relay.perSecond(), 0.5, true);
    Contest.goal("CPU / the relay's", kefu.cost() / relay.cost(), 2.5, false);
    times(contest, FULL, 50);
    times(contest, NORMAL, 2);
    times(contest, STOMP, 1.5);
  }

  private static void times(Contest contest, String name, double wanted) {
    var times = find(contest, WITHOUT).perSecond() / find(contest, name).perSecond();
    Contest.goal("times " + name, times, wanted, true);
  }

  private static void table(Contest contest, Load.Direction direction) {
    System.out.printf("%n%s, median of messages/s, least CPU:%n%n", direction);
    System.out.println(
        "| server | messages/s | CPU s/M | its share of the relay's messages/s | its CPU / the"
            + " relay's | Kefu's messages/s / its | ok p50 / p99 ms | client s/M | flaws |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    var relay = find(contest, RELAY);
    var kefu = find(contest, WITHOUT);
    for (var contestant : contest.contestants()) {
      var last = contestant.last();
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
          last.clientCost(),
          contestant.flaws().size());
    }
    System.out.println(contest.flaws());
  }

  private static Contestant find(Contest contest, String name) {
    return contest.contestants().stream()
        .filter(contestant -> contestant.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
