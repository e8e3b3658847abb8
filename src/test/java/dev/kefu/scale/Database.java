package dev.kefu.scale;

/// The databases, which share the conversations evenly, so that one stands for all. In each, what
/// is no message keeps all others out while it is written; messages have the time that is left, on
/// all cores.
final class Database {

  static final int CORES = 8;

  private static final double SECOND = 1e6;

  private final Costs costs;
  private final double uses;
  private final double capacity;
  private long messages;
  private double locked;
  private double beside;
  private long stored;
  private double mostLocked;
  private double mostBusy;
  private double waitS;

  Database(Costs costs, Habits habits, int databases) {
    this.costs = costs;
    this.uses = habits.usesPerSet();
    capacity = databases * SECOND;
  }

  /// @param batch how many messages a commit holds
  /// @return how many messages were stored in this second
  long store(long arrived, long sets, long begun, double batch) {
    messages += arrived;
    var written = sets * (1 + uses);
    locked += costs.underLock((double) begun, written) * costs.alone();
    beside += costs.besideLock((double) begun, written) * costs.stored(1);
    var underLock = Math.min(capacity, locked);
    locked -= underLock;
    var left = (capacity - underLock) * CORES;
    var shared = Math.min(left, beside);
    beside -= shared;
    var each = costs.stored(batch);
    long done = Math.min(messages, (long) Math.floor((left - shared) / each));
    messages -= done;
    stored += done;
    mostLocked = Math.max(mostLocked, underLock / capacity);
    var busy = underLock / capacity + (shared + done * each) / capacity / CORES;
    mostBusy = Math.max(mostBusy, busy);
    waitS = locked / capacity + (beside + messages * each) / capacity / CORES;
    return done;
  }

  long stored() {
    return stored;
  }

  double mostLocked() {
    return mostLocked;
  }

  /// Of its time; under the lock all of it counts, whatever its cores do.
  double mostBusy() {
    return mostBusy;
  }

  /// How long it would take to write what waits.
  double waitS() {
    return waitS;
  }

  boolean waits() {
    return messages > 0 || locked > 0 || beside > 0;
  }
}
