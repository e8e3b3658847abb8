package dev.kefu.bench;

import dev.kefu.replay.Pause;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A server started for a comparison, with a folder of its own.
final class Served implements AutoCloseable {

  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final int STOP_LIMIT_S = 20;

  private final Kind kind;
  private final URI base;
  private final Path folder;
  private final Process process;
  private final String command;

  private Served(Kind kind, URI base, Path folder, Process process, String command) {
    this.kind = kind;
    this.base = base;
    this.folder = folder;
    this.process = process;
    this.command = command;
  }

  /// @param command `PORT` and `DATA` in it are replaced
  static Served start(Kind kind, Path folder, List<String> command)
      throws IOException, InterruptedException {
    return start(kind, folder, freePort(), command);
  }

  static int freePort() throws IOException {
    try (var free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /// @param port where it will listen, as `PORT` in the command says
  static Served start(Kind kind, Path folder, int port, List<String> command)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var whole = new ArrayList<String>();
    for (var part : command) {
      whole.add(part.replace("PORT", "" + port).replace("DATA", folder.toString()));
    }
    var process =
        new ProcessBuilder(whole)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile())
            .start();
    var base = URI.create("http://127.0.0.1:" + port);
    var served = new Served(kind, base, folder, process, String.join(" ", command));
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    served.awaitReady();
    return served;
  }

  private void awaitReady() throws IOException, InterruptedException {
    var until = System.nanoTime() + START_LIMIT.toNanos();
    while (!ready()) {
      if (!process.isAlive() || System.nanoTime() - until > 0) {
        throw new IOException("it did not start, see " + folder.resolve("server.log"));
      }
      Pause.of(Duration.ofMillis(100));
    }
  }

  private boolean ready() throws InterruptedException {
    try {
      if (kind == Kind.KEFU) {
        var request = HttpRequest.newBuilder(base.resolve("/actuator/health/readiness")).build();
        try (var http = HttpClient.newHttpClient()) {
          return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        }
      }
      try (var probe = new Socket()) {
        probe.connect(new InetSocketAddress(base.getHost(), base.getPort()));
        return true;
      }
    } catch (IOException e) {
      // Not yet.
      return false;
    }
  }

  Target target() throws IOException {
    return kind.target(base, folder.resolve("signins"));
  }

  Meter meter() {
    return new Meter(String.valueOf(process.pid()));
  }

  Path folder() {
    return folder;
  }

  String command() {
    return command;
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
