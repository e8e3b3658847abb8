package dev.kefu.bench;

import java.io.IOException;
import java.util.Locale;

/// What was measured between two moments while a load went on.
///
/// @param server null when its process is not known
/// @param database nothing when the server has none of its own
record Round(
    double seconds,
    Tally.Counts counts,
    Tally.Times times,
    Meter.Cpu server,
    Meter.Cpu database,
    Meter.Cpu client) {

  private static final Meter CLIENT = Meter.ofThisProcess();

  /// @param during returns when it is over
  static Round measure(Load load, Meter server, Runnable during)
      throws IOException, InterruptedException {
    return measure(load, server, Meter.ofNothing(), during);
  }

  /// @param during returns when it is over
  static Round measure(Load load, Meter server, Meter database, Runnable during)
      throws IOException, InterruptedException {
    load.times();
    var counts = load.counts();
    var cpu = server.cpu();
    var databases = database.cpu();
    var own = CLIENT.cpu();
    var start = System.nanoTime();
    during.run();
    var seconds = (System.nanoTime() - start) / 1e9;
    var used = server.cpu().since(cpu);
    var databaseUsed = database.cpu().since(databases);
    var ownUsed = CLIENT.cpu().since(own);
    return new Round(
        seconds,
        load.counts().since(counts),
        load.times(),
        server.known() ? used : null,
        databaseUsed,
        ownUsed);
  }

  double perSecond() {
    return counts.messages() / seconds;
  }

  /// Processor time of the server and its database in seconds for a million messages.
  double cost() {
    return perMillion(server) + databaseCost();
  }

  double databaseCost() {
    return perMillion(database);
  }

  double clientCost() {
    return perMillion(client);
  }

  private double perMillion(Meter.Cpu cpu) {
    return cpu.all() * 1e6 / counts.messages();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f messages/s, server %s%s, client %s%n  ok %s, delivery %s%n  frames a message %.2f,"
            + " others %s",
        perSecond(),
        server == null ? "unknown (--pid)" : server.perMillion(counts.messages()),
        database.all() == 0 ? "" : ", database " + database.perMillion(counts.messages()),
        client.perMillion(counts.messages()),
        times.ok(),
        times.delivery(),
        (double) counts.frames() / counts.messages(),
        counts.others());
  }
}
