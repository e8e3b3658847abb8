package dev.kefu.torture;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;

/// A PostgreSQL of its own, which is killed and started again over what is left.
final class PostgresProcess implements AutoCloseable {

  static final String USER = "postgres";

  private static final Duration UP_WITHIN = Duration.ofMinutes(2);

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  private PostgresProcess(Path data, int port) throws IOException {
    this.data = data;
    this.port = port;
    this.server = run();
  }

  /// @param folder for its data
  static PostgresProcess start(Path folder) throws Exception {
    return new PostgresProcess(folder, ServerProcess.freePort());
  }

  private EmbeddedPostgres run() throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(port)
        .setPGStartupWait(UP_WITHIN)
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .start();
  }

  /// Makes an empty database, as the manual says.
  ///
  /// @return where it is reached
  String create(String database) throws SQLException {
    ask("create database " + database + " template template0 encoding 'UTF8' locale 'C.UTF-8'");
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /// SIGKILL of all its processes: no word, nothing written any more.
  void kill() throws Exception {
    var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
    // It stands still, so that it makes no new process while the others are being counted.
    Tools.run("kill", "-STOP", pid);
    var parent = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    var all = Stream.concat(Stream.of(parent), parent.descendants()).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
    server.close();
  }

  /// Starts it again where it was, over what is left.
  void restart() throws IOException {
    server = run();
  }

  /// Ends all connections of the program, in whatever they were doing.
  void endConnections() throws SQLException {
    ask("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'kefu'");
  }

  private void ask(String sql) throws SQLException {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
