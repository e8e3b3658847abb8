package dev.kefu.journey;

import dev.kefu.program.Packaged;
import dev.kefu.storage.TestEngine;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The program in a process of its own, which can be killed.
public final class ServerProcess implements AutoCloseable {

  private static final int READY_WITHIN_S = 90;

  private final Process process;
  private final int port;
  private final Path log;

  private ServerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// @param data where it keeps its files
  /// @param content the knowledge folder
  /// @param settings such as `--kefu.gateway.silence=12s`
  public static ServerProcess start(Path data, Path content, String... settings) throws Exception {
    var server = launch(data, content, settings);
    server.awaitReady();
    return server;
  }

  /// Starts one that is expected to refuse, and gives what it said.
  static String refused(Path data, Path content) throws Exception {
    var server = launch(data, content);
    if (server.exitCode() != 1) {
      throw new AssertionError("ended with " + server.exitCode());
    }
    return Files.readString(server.log);
  }

  private static ServerProcess launch(Path data, Path content, String... settings)
      throws Exception {
    var port = freePort();
    var program = Packaged.program();
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var log = data.resolve("server-" + port + ".log");
    var command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx512m",
                // Most of what it does is to start.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED"));
    command.addAll(program.jvm());
    command.addAll(
        List.of(
            "-cp",
            program.classPath(),
            "dev.kefu.KefuApplication",
            "--server.port=" + port,
            "--kefu.data-dir=" + data.resolve("data"),
            "--kefu.knowledge-base=" + content));
    command.addAll(TestEngine.settings(data.resolve("data"), settings));
    command.addAll(List.of(settings));
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServerProcess(process, port, log);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// Everything it has logged so far.
  public List<String> log() throws IOException {
    return Files.readAllLines(log);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public int port() {
    return port;
  }

  public String http() {
    return "http://127.0.0.1:" + port;
  }

  private void awaitReady() throws Exception {
    var http = HttpClient.newHttpClient();
    var request = HttpRequest.newBuilder(URI.create(http() + "/actuator/health/readiness")).build();
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(READY_WITHIN_S);
    while (System.nanoTime() < until) {
      if (!process.isAlive()) {
        throw new AssertionError("the program ended with " + process.exitValue());
      }
      try {
        if (http.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // Not listening yet.
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new AssertionError("not ready in time");
  }

  long pid() {
    return process.pid();
  }

  /// What the process ended with, once it has.
  int exitCode() throws Exception {
    return process.onExit().get(READY_WITHIN_S, TimeUnit.SECONDS).exitValue();
  }

  /// SIGKILL: no word, no clean-up.
  void kill() {
    close();
  }

  /// SIGTERM, as a deploy would.
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
