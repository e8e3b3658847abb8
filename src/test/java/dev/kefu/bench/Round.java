package dev.kefu.bench;

import java.io.IOException;
import java.util.Locale;

/// What was measured between two moments while a load went on.
///
/// @param server null when its process is not known
record Round(
    double seconds, Tally.Counts counts, Tally.Times times, Meter.Cpu server, Meter.Cpu client) {

  private static final Meter CLIENT = Meter.ofThisProcess();

  /// @param during returns when it is over
  static Round measure(Load load, Meter server, Runnable during)
      throws IOException, InterruptedException {
    load.times();
    var counts = load.counts();
    var cpu = server.cpu();
    var own = CLIENT.cpu();
    var start = System.nanoTime();
    during.run();
    var seconds = (System.nanoTime() - start) / 1e9;
    var used = server.cpu().since(cpu);
    var ownUsed = CLIENT.cpu().since(own);
    return new Round(
        seconds, load.counts().since(counts), load.times(), server.known() ? used : null, ownUsed);
  }

  double perSecond() {
    return counts.messages() / seconds;
  }

  /// Processor time of the server in seconds for a million messages.
  double cost() {
    return server.all() * 1e6 / counts.messages();
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.0f messages/s, server %s, client %s%n  ok %s, delivery %s%n  frames a message %.2f,"
            + " others %s",
        perSecond(),
        server == null ? "unknown (--pid)" : server.perMillion(counts.messages()),
        client.perMillion(counts.messages()),
        times.ok(),
        times.delivery(),
        (double) counts.frames() / counts.messages(),
        counts.others());
  }
}
