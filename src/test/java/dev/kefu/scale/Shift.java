package dev.kefu.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Serves a day second by second: sockets go to the node with the fewest, messages wait for a
/// node's processor and then for their database. One node may be lost for good; its sockets come
/// back at the others, and what it had not stored is said again.
final class Shift {

  private static final double SECOND = 1e6;
  private static final int HEARTBEAT_S = 25;

  /// A day that is not over by then never will be.
  private static final int PATIENCE_S = 4 * 24 * 3600;

  private final Demand demand;
  private final Costs costs;
  private final Fleet fleet;
  private final SplittableRandom random;
  private final List<Node> nodes = new ArrayList<>();
  private final Database database;

  private int lostAt = Integer.MAX_VALUE;
  private long atTheDoor;
  private long resent;
  private long heard;
  private double batch = 1;
  private int backAt;
  private long sockets;
  private long fullest;
  private double busiest;
  private double bus;
  private double waitS;
  private double rows;
  private double payloads;

  Shift(Demand demand, Habits habits, Costs costs, Fleet fleet, long seed) {
    this.demand = demand;
    this.costs = costs;
    this.fleet = fleet;
    random = new SplittableRandom(seed);
    database = new Database(costs, habits, fleet.databases());
    for (int each = 0; each < fleet.nodes(); each++) {
      nodes.add(new Node(costs, fleet.cores()));
    }
    // The agents come first, and are there for the day.
    atTheDoor = Math.ceilDiv(demand.served(), habits.parallel());
  }

  /// @param second when a node is lost; it does not come back that day
  Shift losing(int second) {
    if (fleet.nodes() < 2) {
      throw new IllegalArgumentException("the last node cannot be lost");
    }
    lostAt = second;
    return this;
  }

  Outcome serve() {
    int second = 0;
    while (second < demand.seconds() || waits()) {
      if (second > PATIENCE_S) {
        break;
      }
      if (second == lostAt) {
        lose();
      }
      sockets(second);
      work(second);
      look();
      second++;
    }
    return new Outcome(
        demand.messages().total(),
        database.stored(),
        resent,
        sockets,
        fullest,
        busiest,
        database.mostLocked(),
        database.mostBusy(),
        bus,
        waitS,
        lostAt == Integer.MAX_VALUE ? 0 : backAt - lostAt,
        rows,
        payloads);
  }

  private boolean waits() {
    return database.waits() || atTheDoor > 0 || nodes.stream().anyMatch(Node::waits);
  }

  private void lose() {
    var lost = nodes.removeLast();
    atTheDoor += lost.sockets();
    resent += lost.messages();
    Node.spread(lost.messages(), nodes, random, Node::say);
    Node.spread(lost.sets(), nodes, random, Node::suggest);
    backAt = lostAt;
  }

  /// Who leaves, leaves; who comes waits at the door until a node opens.
  private void sockets(int second) {
    long leaving = demand.left().at(second);
    long fromNodes = Math.min(leaving, nodes.stream().mapToLong(Node::sockets).sum());
    Node.close(fromNodes, nodes);
    atTheDoor += demand.came().at(second) - (leaving - fromNodes);
    long opened = Math.min(Math.max(0, atTheDoor), (long) fleet.doorPerS() * nodes.size());
    Node.fill(opened, nodes, fleet.doorPerS());
    atTheDoor -= opened;
    if (second >= lostAt && backAt == lostAt && atTheDoor <= 0) {
      backAt = second + 1;
    }
  }

  private void work(int second) {
    Node.spread(demand.messages().at(second), nodes, random, Node::say);
    Node.spread(demand.sets().at(second), nodes, random, Node::suggest);
    long messages = 0;
    long sets = 0;
    for (var node : nodes) {
      // Every node is told of every message there is; who has nobody for it takes no notice.
      node.work(heard * costs.heard(batch) + node.sockets() * costs.ping() / HEARTBEAT_S);
      messages += node.doneMessages();
      sets += node.doneSets();
    }
    heard = database.store(messages, sets, demand.begun().at(second), batch);
  }

  private void look() {
    for (var node : nodes) {
      busiest = Math.max(busiest, node.busy());
      fullest = Math.max(fullest, node.sockets());
      waitS = Math.max(waitS, node.waitS());
    }
    waitS = Math.max(waitS, database.waitS());
    sockets = Math.max(sockets, nodes.stream().mapToLong(Node::sockets).sum());
    var aNode = (double) heard / nodes.size() / fleet.databases();
    batch = Costs.batch(aNode);
    rows = Math.max(rows, batch);
    var sent = aNode / batch * nodes.size() * fleet.databases();
    payloads = Math.max(payloads, sent);
    var told = (double) heard * nodes.size() * costs.sent(batch);
    bus = Math.max(bus, told / SECOND / fleet.buses());
  }
}
