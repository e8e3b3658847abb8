package dev.kefu.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A Redis of one's own: a real process on a free port, which keeps nothing. On a developer's
/// machine without a `redis-server` the test that asks for one is skipped, with a line that says
/// so; in CI, where `.ci/run` installs it, it fails.
@NullMarked
public final class RedisServer implements AutoCloseable {

  private static final String PROGRAM = "redis-server";
  private static final Duration STARTS_WITHIN = Duration.ofSeconds(20);
  private static final int TIMEOUT_MS = 5_000;
  private static final byte[] HOST = {127, 0, 0, 1};

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private final List<String> more;

  private RedisServer(Path folder, int port, List<String> more) {
    this.folder = folder;
    this.port = port;
    this.more = more;
  }

  /// One that runs.
  public static RedisServer started() throws IOException {
    needProgram();
    var server = notStarted();
    server.start();
    return server;
  }

  /// One that has a port but does not run.
  public static RedisServer notStarted() throws IOException {
    return at(freePort(), List.of());
  }

  /// One that can become part of a Redis Cluster.
  static RedisServer ofCluster() throws IOException {
    var bus = String.valueOf(freePort());
    var server = at(freePort(), List.of("--cluster-enabled", "yes", "--cluster-port", bus));
    server.start();
    return server;
  }

  private static RedisServer at(int port, List<String> more) throws IOException {
    needProgram();
    return new RedisServer(Files.createTempDirectory("kefu-redis"), port, more);
  }

  private static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getByAddress(HOST))) {
      return free.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /// Where others of its cluster reach it.
  String busPort() {
    return more.getLast();
  }

  private static void needProgram() {
    var there =
        Arrays.stream(Optional.ofNullable(System.getenv("PATH")).orElse("").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, PROGRAM)));
    var otherwise = "redis-server is not installed (apt-get install redis-server)";
    if (!there && "true".equals(System.getenv("CI"))) {
      throw new AssertionError(otherwise);
    }
    if (!there) {
      System.out.println("SKIPPED: " + otherwise);
    }
    assumeTrue(there, otherwise);
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Starts it, or starts it anew after it was stopped, empty and on the same port.
  public void start() throws IOException {
    var arguments =
        new ArrayList<>(
            List.of(
                PROGRAM,
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()));
    arguments.addAll(more);
    process =
        new ProcessBuilder(arguments)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("redis.log").toFile())
            .start();
    await().atMost(STARTS_WITHIN).until(this::answers);
  }

  private boolean answers() {
    try {
      return "+PONG".equals(ask("PING"));
    } catch (IOException _) {
      return false;
    }
  }

  /// Kills it.
  public void stop() throws IOException {
    var running = process;
    process = null;
    if (running != null) {
      running.destroyForcibly();
      try {
        running.waitFor();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException(e);
      }
    }
  }

  /// Keeps its connections and answers nothing any more.
  public void pause() throws IOException {
    signal("-STOP");
  }

  public void resume() throws IOException {
    signal("-CONT");
  }

  private void signal(String which) throws IOException {
    if (process == null) {
      throw new IllegalStateException("does not run");
    }
    var kill = new ProcessBuilder("kill", which, String.valueOf(process.pid())).start();
    try {
      if (!kill.waitFor(TIMEOUT_MS, TimeUnit.MILLISECONDS) || kill.exitValue() != 0) {
        throw new IOException("kill " + which + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  public void flushAll() throws IOException {
    if (!"+OK".equals(ask("FLUSHALL"))) {
      throw new IOException("was not emptied");
    }
  }

  /// Says something without a client of ours.
  ///
  /// @return the first line of the answer
  String ask(String command) throws IOException {
    try (var socket = new Socket(InetAddress.getByAddress(HOST), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      var answer = new StringBuilder();
      int next;
      while ((next = socket.getInputStream().read()) != '\r' && next >= 0) {
        answer.append((char) next);
      }
      return answer.toString();
    }
  }

  /// The same.
  ///
  /// @return the whole answer
  String all(String command) throws IOException {
    try (var socket = new Socket(InetAddress.getByAddress(HOST), port)) {
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() throws IOException {
    if (process != null) {
      resume();
    }
    stop();
    Files.deleteIfExists(folder.resolve("redis.log"));
    Files.deleteIfExists(folder.resolve("nodes.conf"));
    Files.deleteIfExists(folder);
  }
}
