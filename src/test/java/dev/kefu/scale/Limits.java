package dev.kefu.scale;

/// How much of everything may be used in the busiest second, with one node lost in the fullest one.
///
/// @param sockets of one node: as many as were ever opened to one process
/// @param backS until the sockets of a lost node are open again
record Limits(double node, double lock, double database, double bus, long sockets, int backS) {

  static Limits usual() {
    return new Limits(0.7, 0.5, 0.7, 0.5, 20_000, 30);
  }

  Limits withSockets(long other) {
    return new Limits(node, lock, database, bus, other, backS);
  }

  boolean hold(Outcome outcome) {
    return outcome.node() <= node
        && outcome.lock() <= lock
        && outcome.database() <= database
        && outcome.bus() <= bus
        && outcome.fullest() <= sockets
        && outcome.backS() <= backS;
  }
}
