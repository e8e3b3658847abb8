package dev.kefu.scale;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ObjLongConsumer;
import java.util.random.RandomGenerator;

/// One process: its sockets, what waits for its processor, and what it got done in this second.
final class Node {

  private static final double SECOND = 1e6;

  private final Costs costs;
  private final double capacity;
  private long sockets;
  private long hellos;
  private long messages;
  private long sets;
  private long doneMessages;
  private long doneSets;
  private double busy;

  Node(Costs costs, int cores) {
    this.costs = costs;
    capacity = cores * SECOND;
  }

  void open(long count) {
    sockets += count;
    hellos += count;
  }

  void say(long count) {
    messages += count;
  }

  void suggest(long count) {
    sets += count;
  }

  /// Does as much of everything that waits as a second allows, the same share of each.
  ///
  /// @param besides what has to be done in any case, in microseconds
  void work(double besides) {
    var left = Math.max(0, capacity - besides);
    var wanted = wanted();
    var share = wanted <= left ? 1 : left / wanted;
    long doneHellos = (long) Math.floor(hellos * share);
    doneMessages = (long) Math.floor(messages * share);
    doneSets = (long) Math.floor(sets * share);
    busy = Math.min(1, (besides + Math.min(wanted, left)) / capacity);
    hellos -= doneHellos;
    messages -= doneMessages;
    sets -= doneSets;
  }

  private double wanted() {
    return hellos * costs.hello() + messages * costs.message() + sets * costs.set();
  }

  long sockets() {
    return sockets;
  }

  long messages() {
    return messages;
  }

  long sets() {
    return sets;
  }

  long doneMessages() {
    return doneMessages;
  }

  long doneSets() {
    return doneSets;
  }

  double busy() {
    return busy;
  }

  /// How long it would take to do what waits.
  double waitS() {
    return wanted() / capacity;
  }

  boolean waits() {
    return messages + sets > 0;
  }

  /// Gives each node its share; what does not divide goes to some of them.
  static void spread(
      long count, List<Node> nodes, RandomGenerator random, ObjLongConsumer<Node> give) {
    long each = count / nodes.size();
    int rest = (int) (count % nodes.size());
    int from = random.nextInt(nodes.size());
    for (int number = 0; number < nodes.size(); number++) {
      int place = (number + from) % nodes.size();
      give.accept(nodes.get(number), each + (place < rest ? 1 : 0));
    }
  }

  /// Opens sockets, each at the node with the fewest, up to so many at one.
  static void fill(long count, List<Node> nodes, int most) {
    record Door(Node node, int opened) {}
    var doors = new PriorityQueue<Door>(Comparator.comparingLong(each -> each.node().sockets()));
    nodes.forEach(node -> doors.add(new Door(node, 0)));
    for (long each = 0; each < count; each++) {
      var door = doors.remove();
      door.node().open(1);
      if (door.opened() + 1 < most) {
        doors.add(new Door(door.node(), door.opened() + 1));
      }
    }
  }

  /// Closes sockets, of each node as many as it has a share of all.
  static void close(long count, List<Node> nodes) {
    long left = count;
    long all = nodes.stream().mapToLong(Node::sockets).sum();
    for (var node : nodes) {
      long here = all == 0 ? 0 : Math.ceilDiv(left * node.sockets, all);
      all -= node.sockets;
      here = Math.min(here, Math.min(left, node.sockets));
      node.sockets -= here;
      left -= here;
    }
    if (left != 0) {
      throw new IllegalStateException("sockets that were not there were closed: " + left);
    }
  }
}
