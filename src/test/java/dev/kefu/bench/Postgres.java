package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL with a folder of its own and the settings it ships with: each commit waits for the
/// disk.
final class Postgres implements AutoCloseable {

  static final String USER = "postgres";

  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final int STOP_LIMIT_S = 60;

  private final int port;
  private final Process process;

  private Postgres(int port, Process process) {
    this.port = port;
    this.process = process;
  }

  /// @param installed has `bin/initdb` and `bin/postgres`
  static Postgres start(Path installed, Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var data = folder.resolve("database").toString();
    var bin = installed.resolve("bin");
    var log = folder.resolve("postgres.log").toFile();
    var made =
        builder(List.of(bin + "/initdb", "-D", data, "-U", USER, "-A", "trust", "-E", "UTF8"))
            .redirectOutput(log)
            .start();
    if (made.waitFor() != 0) {
      throw new IOException("initdb failed, see " + log);
    }
    var port = Served.freePort();
    var own = List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=");
    var command = new ArrayList<>(List.of(bin + "/postgres", "-D", data, "-p", "" + port));
    command.addAll(own);
    var process = builder(command).redirectOutput(ProcessBuilder.Redirect.appendTo(log)).start();
    var postgres = new Postgres(port, process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    postgres.awaitReady(log.toString());
    return postgres;
  }

  /// PostgreSQL does not run as root; in a user namespace of its own it does not know that it does.
  private static ProcessBuilder builder(List<String> command) {
    var whole = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      whole.addAll(List.of("unshare", "-U"));
    }
    whole.addAll(command);
    return new ProcessBuilder(whole).redirectErrorStream(true);
  }

  private void awaitReady(String log) throws IOException {
    var until = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      try (var _ = connect(USER)) {
        return;
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() - until > 0) {
          throw new IOException("PostgreSQL did not start, see " + log, e);
        }
        Pause.of(Duration.ofMillis(100));
      }
    }
  }

  int port() {
    return port;
  }

  /// Makes an empty database.
  ///
  /// @return where it is reached
  String create(String database) throws SQLException {
    try (var connection = connect(USER);
        var statement = connection.createStatement()) {
      statement.execute(
          "create database " + database + " template template0 encoding 'UTF8' locale 'C.UTF-8'");
    }
    return url(database);
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, null);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /// All its processes.
  Meter meter() {
    return Meter.ofFamily(process.pid());
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT_S, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
