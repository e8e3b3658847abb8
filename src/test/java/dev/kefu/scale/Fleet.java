package dev.kefu.scale;

/// What is there to serve a day.
///
/// @param nodes processes
/// @param cores of each
/// @param databases each with eight cores, its share of the conversations and a lock of its own
/// @param buses Redis servers, each with one core
/// @param doorPerS sockets a node opens in a second (`kefu.gateway.door.sockets-per-second`)
record Fleet(int nodes, int cores, int databases, int buses, int doorPerS) {

  static final int CORES = 8;
  static final int DOOR_PER_S = 200;

  Fleet {
    if (nodes < 1 || cores < 1 || databases < 1 || buses < 1 || doorPerS < 1) {
      throw new IllegalArgumentException("nothing to serve with: " + nodes + " " + databases);
    }
  }

  static Fleet of(int nodes, int databases) {
    return new Fleet(nodes, CORES, databases, 1, DOOR_PER_S);
  }

  Fleet withNodes(int other) {
    return new Fleet(other, cores, databases, buses, doorPerS);
  }
}
