package dev.kefu.scale;

import dev.kefu.scale.Costs.Locked;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Says how many nodes a day of a sale needs, by playing it with the costs that were measured.
/// Nothing of it was run at that scale. Needs a JDK and nothing else:
///
/// ```
/// java src/test/java/dev/kefu/scale/Scale.java [--conversations N] [--seed N]
/// ```
///
/// docs/scale.md says what is measured and what is assumed.
public final class Scale {

  private static final PrintStream OUT = System.out;
  private static final long MANY_SOCKETS = 50_000;
  private static final int SINGLES_DAY = 9_000_000;
  private static final int SEED = 1111;

  /// Of the agents that would be needed.
  private static final double TOO_FEW = 0.8;

  private final int conversations;
  private final long seed;

  private Scale(Map<String, String> options) {
    conversations = Integer.parseInt(options.getOrDefault("conversations", "" + SINGLES_DAY));
    seed = Long.parseLong(options.getOrDefault("seed", "" + SEED));
  }

  public static void main(String[] args) {
    var options = new HashMap<String, String>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i].replaceFirst("^--", ""), args[i + 1]);
    }
    new Scale(options).run();
  }

  private void run() {
    OUT.printf(
        Locale.ROOT,
        "seed %d; nodes of %d cores; one is lost when most sockets are open%n",
        seed,
        Fleet.CORES);
    OUT.printf(Locale.ROOT, "%s%n%s%n%n", Habits.of(conversations), Costs.measured());
    OUT.printf(
        Locale.ROOT,
        "What one of each may give, and how many times that is asked in the busiest second:%n");
    for (int part = 1000; part >= 1; part /= 10) {
      pressures(conversations / part);
    }
    OUT.printf(Locale.ROOT, "%nThe smallest fleet within %s:%n", Limits.usual());
    for (int part = 1000; part > 1; part /= 10) {
      var habits = Habits.of(Math.max(1, conversations / part));
      tell(
          "1/" + part + " of it, as built", habits, play(habits), Costs.measured(), Limits.usual());
    }
    sensitivities();
  }

  private void pressures(int some) {
    var habits = Habits.of(Math.max(1, some));
    var demand = play(habits);
    for (var locked : Locked.values()) {
      var costs = Costs.measured().with(locked);
      OUT.printf(Locale.ROOT, "%,11d conversations, %-10s: ", habits.conversations(), locked);
      new Sizing(demand, habits, costs, Limits.usual(), seed)
          .pressures()
          .forEach((what, times) -> OUT.printf(Locale.ROOT, "%s %.2f  ", what, times));
      OUT.println();
    }
  }

  private void sensitivities() {
    var habits = Habits.of(conversations);
    var demand = play(habits);
    var usual = Limits.usual();
    for (var locked : Locked.values()) {
      tell("locked: " + locked, habits, demand, Costs.measured().with(locked), usual);
    }
    var costs = Costs.measured().with(Locked.NOTHING);
    var many = usual.withSockets(MANY_SOCKETS);
    tell("50,000 sockets a node", habits, demand, costs, many);
    tell("everything costs double", habits, demand, costs.times(2), usual);
    tell("both", habits, demand, costs.times(2), many);
    var twice = habits.withMessages(2 * habits.messages());
    tell("twice the messages", twice, play(twice), costs, usual);
    var silent = habits.withSets(0);
    tell("no suggestions", silent, play(silent), costs, many);
    var few = (long) (TOO_FEW * agents(demand, habits));
    var waiting = new Day(habits, few, seed).play();
    tell("a fifth of the agents away", habits, waiting, costs, usual);
    OUT.printf(
        Locale.ROOT, "  the longest wait for one of %,d agents: %,d s%n", few, waiting.waited());
  }

  private Demand play(Habits habits) {
    return new Day(habits, Integer.MAX_VALUE, seed).play();
  }

  private static long agents(Demand demand, Habits habits) {
    return Math.ceilDiv(demand.served(), habits.parallel());
  }

  private void tell(String name, Habits habits, Demand demand, Costs costs, Limits limits) {
    var found = new Sizing(demand, habits, costs, limits, seed).smallest();
    var fleet = found.fleet();
    var outcome = found.outcome();
    OUT.printf(Locale.ROOT, "%s%n", name);
    OUT.printf(
        Locale.ROOT,
        "  asked: %,d conversations (%,d a second at most), %,d messages (%,d), %,d agents, %,d"
            + " sockets%n",
        habits.conversations(),
        demand.begun().most(),
        outcome.said(),
        demand.messages().most(),
        agents(demand, habits),
        outcome.sockets());
    OUT.printf(
        Locale.ROOT,
        "  fleet: %,d nodes, %,d databases, %,d Redis%n",
        fleet.nodes(),
        fleet.databases(),
        fleet.buses());
    OUT.printf(
        Locale.ROOT,
        "  most used: processor %.2f, lock %.2f, database %.2f, Redis %.2f; %,d sockets on a"
            + " node%n",
        outcome.node(),
        outcome.lock(),
        outcome.database(),
        outcome.bus(),
        outcome.fullest());
    OUT.printf(
        Locale.ROOT,
        "  commits of up to %.1f rows, %,.0f payloads a second; back after a loss in %d s; waited"
            + " at most %.2f s; resent %d; stored %,d%n",
        outcome.rows(),
        outcome.payloadsPerS(),
        outcome.backS(),
        outcome.waitS(),
        outcome.resent(),
        outcome.stored());
  }
}
