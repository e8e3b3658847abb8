package dev.kefu.scale;

/// What one of each costs, in microseconds of one core or of one lock.
///
/// @param message processor time of a node. Measured: 47 at full speed; twice that here, because a
///   prototype needed twice as much at a low rate, where nothing is done together (measured)
/// @param set a search for suggestions: measured, 6,200 at the median
/// @param hello to open a socket and resume: a prototype's 1,700 (measured), and as much again for
///   what is read (assumed)
/// @param ping there and back: assumed, a third of a message at full speed
/// @param row processor time of a database for a message among many, 26: measured in a prototype,
///   its own node's share included
/// @param commit the same for a commit, 614: measured in a prototype with one message a commit
///   (640)
/// @param alone time of the one lock that what is no message takes: measured in a prototype, 2,800
///   for a commit of one row. None are done together (assumed: at half load hardly two meet)
/// @param nudgeSent what Redis takes for a message in a payload of twenty, for each node that is
///   told: measured
/// @param nudgeHeard what a node takes for it: measured
/// @param locked what keeps all other writers out
record Costs(
    double message,
    double set,
    double hello,
    double ping,
    double row,
    double commit,
    double alone,
    double nudgeSent,
    double nudgeHeard,
    Locked locked) {

  /// What keeps all other writers of a database out while it is written.
  enum Locked {
    /// All that is no message, as it is built.
    EVERYTHING,
    /// Of it, what is no suggestion and no use of one.
    CHANGES,
    /// Nothing: whoever writes locks the conversation and no more.
    NOTHING
  }

  /// Besides messages and suggestions: the shopper and the token are stored, the conversation is
  /// opened, taken and closed.
  private static final int CHANGES = 4;

  /// A payload of one message costs what so many do in a full one: 1.9 against 0.25 in Redis, 4.1
  /// against 0.7 in a node (measured, the dearer ends).
  private static final double SENT_ALONE = 1.9 / 0.25;

  private static final double HEARD_ALONE = 4.1 / 0.7;

  static Costs measured() {
    return new Costs(94, 6_200, 3_400, 16, 26, 614, 2_800, 0.25, 0.7, Locked.EVERYTHING);
  }

  Costs times(double factor) {
    return new Costs(
        message * factor,
        set * factor,
        hello * factor,
        ping * factor,
        row * factor,
        commit * factor,
        alone * factor,
        nudgeSent * factor,
        nudgeHeard * factor,
        locked);
  }

  Costs with(Locked other) {
    return new Costs(message, set, hello, ping, row, commit, alone, nudgeSent, nudgeHeard, other);
  }

  /// Transactions under the lock in this second.
  double underLock(double begun, double sets) {
    return switch (locked) {
      case EVERYTHING -> begun * CHANGES + sets;
      case CHANGES -> begun * CHANGES;
      case NOTHING -> 0;
    };
  }

  /// The others but messages.
  double besideLock(double begun, double sets) {
    return begun * CHANGES + sets - underLock(begun, sets);
  }

  /// Of a database's processor, for a message that is stored together with so many.
  double stored(double batch) {
    return row + commit / batch;
  }

  /// What Redis takes for a message that is sent together with so many.
  double sent(double batch) {
    return nudgeSent * Math.max(1, SENT_ALONE / batch);
  }

  /// What a node takes for it.
  double heard(double batch) {
    return nudgeHeard * Math.max(1, HEARD_ALONE / batch);
  }

  /// How long a commit of so many rows takes, in milliseconds: between one row and 369 (measured in
  /// a prototype: 2.8 and 12.4), a straight line.
  static double commitMs(double rows) {
    return 2.8 + (rows - 1) * (12.4 - 2.8) / (369 - 1);
  }

  /// How many rows gather while one commit is on its way, at so many a second on one node.
  static double batch(double rowsPerS) {
    double rows = 1;
    for (int round = 0; round < 50; round++) {
      rows = Math.max(1, Math.min(512, rowsPerS * commitMs(rows) / 1_000));
    }
    return rows;
  }
}
