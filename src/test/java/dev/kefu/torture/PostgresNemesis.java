package dev.kefu.torture;

import java.util.concurrent.TimeUnit;

/// What can go wrong with a database that is a server of its own.
final class PostgresNemesis {

  private static final int LONGEST_ABSENCE_MS = 5_000;

  private final Nemesis nemesis;
  private final PostgresProcess postgres;

  PostgresNemesis(Nemesis nemesis, PostgresProcess postgres) {
    this.nemesis = nemesis;
    this.postgres = postgres;
  }

  /// SIGKILL of all of it, and after a while a new start over what is left. Sockets stay open.
  void kill() throws Exception {
    nemesis.begin("kill PostgreSQL", false);
    nemesis.moment();
    postgres.kill();
    TimeUnit.MILLISECONDS.sleep(nemesis.random().nextInt(LONGEST_ABSENCE_MS));
    postgres.restart();
    nemesis.calm();
  }

  /// All connections to it end, in the middle of whatever that is.
  void endConnections() throws Exception {
    nemesis.begin("end connections to PostgreSQL", false);
    nemesis.moment();
    postgres.endConnections();
    nemesis.calm();
  }
}
