package dev.kefu.scale;

import java.util.LinkedHashMap;
import java.util.Map;

/// Finds the smallest fleet that gets through a day within the limits, one node lost when most
/// sockets are open.
final class Sizing {

  private static final double SECOND = 1e6;

  /// More than this is no answer but a mistake.
  private static final int MOST = 100_000;

  private final Demand demand;
  private final Habits habits;
  private final Costs costs;
  private final Limits limits;
  private final long seed;

  Sizing(Demand demand, Habits habits, Costs costs, Limits limits, long seed) {
    this.demand = demand;
    this.habits = habits;
    this.costs = costs;
    this.limits = limits;
    this.seed = seed;
  }

  /// A fleet and how it got through.
  record Found(Fleet fleet, Outcome outcome) {}

  Found smallest() {
    var pressure = pressures();
    int databases =
        (int) Math.ceil(Math.max(pressure.get("lock"), Math.max(1, pressure.get("database"))));
    int few = 1 + (int) Math.ceil(Math.max(1, pressure.get("sockets")));
    int enough = few;
    while (!holds(Fleet.of(enough, databases))) {
      few = enough + 1;
      enough *= 2;
      if (enough > MOST) {
        throw new IllegalStateException("no number of nodes is enough");
      }
    }
    while (few < enough) {
      int middle = (few + enough) >>> 1;
      if (holds(Fleet.of(middle, databases))) {
        enough = middle;
      } else {
        few = middle + 1;
      }
    }
    var fleet = withBuses(Fleet.of(enough, databases));
    return new Found(fleet, serve(fleet));
  }

  private boolean holds(Fleet fleet) {
    return limits.hold(serve(withBuses(fleet)));
  }

  /// As many Redis servers as its nodes need; what each is told is sent to every node.
  private Fleet withBuses(Fleet fleet) {
    var batch = Costs.batch((double) demand.messages().most() / fleet.nodes() / fleet.databases());
    var told = demand.messages().most() * (double) fleet.nodes() * costs.sent(batch) / SECOND;
    int buses = (int) Math.max(1, Math.ceil(told / limits.bus()));
    return new Fleet(fleet.nodes(), fleet.cores(), fleet.databases(), buses, fleet.doorPerS());
  }

  private Outcome serve(Fleet fleet) {
    return new Shift(demand, habits, costs, fleet, seed).losing(demand.fullest()).serve();
  }

  /// How much more is asked in the busiest second than one of each may give: above 1 one is not
  /// enough, and the largest breaks first.
  Map<String, Double> pressures() {
    double lock = 0;
    double database = 0;
    double node = 0;
    long open = Math.ceilDiv(demand.served(), habits.parallel());
    long sockets = open;
    for (int second = 0; second < demand.seconds(); second++) {
      int begun = demand.begun().at(second);
      int sets = demand.sets().at(second);
      int messages = demand.messages().at(second);
      int came = demand.came().at(second);
      open += came - demand.left().at(second);
      sockets = Math.max(sockets, open);
      var written = sets * (1 + habits.usesPerSet());
      var locked = costs.underLock(begun, written) * costs.alone();
      lock = Math.max(lock, locked);
      // Several nodes, so that hardly two messages meet in a commit.
      var beside = (messages + costs.besideLock(begun, written)) * costs.stored(1);
      database = Math.max(database, locked + beside / Database.CORES);
      var spoken = messages * costs.message() + sets * costs.set() + came * costs.hello();
      node = Math.max(node, spoken);
    }
    var pressures = new LinkedHashMap<String, Double>();
    pressures.put("lock", lock / SECOND / limits.lock());
    pressures.put("sockets", (double) sockets / limits.sockets());
    pressures.put("processor", node / SECOND / Fleet.CORES / limits.node());
    pressures.put("database", database / SECOND / limits.database());
    return pressures;
  }
}
