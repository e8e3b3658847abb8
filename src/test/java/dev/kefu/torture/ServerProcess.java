package dev.kefu.torture;

import dev.kefu.program.Packaged;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// The program in a process of its own: killed, paused, asked to go.
final class ServerProcess {

  private static final int UP_WITHIN_S = 300;
  private static final int POLL_MS = 20;
  private static final Pattern TOTAL = Pattern.compile("^Total +\\d+ +(\\d+)", Pattern.MULTILINE);

  private final Process process;
  private final int port;
  private final Path log;

  private ServerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts it and waits until it takes connections.
  static ServerProcess start(Launch launch) throws Exception {
    var server = begin(launch);
    if (!server.awaitUp()) {
      throw new AssertionError(
          "the program ended with " + server.process.exitValue() + ":\n" + server.lastWords());
    }
    return server;
  }

  /// Starts it and does not wait; it may be killed before it is up.
  static ServerProcess begin(Launch launch) throws IOException {
    var port = launch.port() == 0 ? freePort() : launch.port();
    var log = launch.data().resolve("server.log");
    var builder =
        new ProcessBuilder(launch.withPort(port).command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(launch.environment());
    return new ServerProcess(builder.start(), port, log);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /// @return whether it takes connections; false when it ended before
  boolean awaitUp() throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(UP_WITHIN_S);
    while (System.nanoTime() - until < 0) {
      if (takesConnections()) {
        return true;
      }
      if (process.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    throw new AssertionError("not up within " + UP_WITHIN_S + " s:\n" + lastWords());
  }

  private boolean takesConnections() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), POLL_MS * 10);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  Path log() {
    return log;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /// SIGKILL: no word, no clean-up.
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /// Waits until it has ended by itself.
  void awaitEnd() {
    process.onExit().join();
  }

  /// SIGTERM, as a deploy would, and waits for the end.
  void terminate(int withinS) throws InterruptedException {
    process.destroy();
    Packaged.await(process, withinS);
  }

  /// SIGSTOP: it stands still and knows nothing of it.
  void pause() throws Exception {
    signal("STOP");
  }

  /// SIGCONT.
  void resume() throws Exception {
    signal("CONT");
  }

  private void signal(String name) throws Exception {
    Tools.run("kill", "-" + name, Long.toString(process.pid()));
  }

  /// Notes the bytes of all objects that are left after a full collection.
  void noteHeld(History.Pen pen) throws Exception {
    var pid = Long.toString(process.pid());
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var said = Tools.run(jcmd, pid, "GC.class_histogram");
    var total = TOTAL.matcher(said);
    if (!total.find()) {
      throw new IllegalStateException("no total: " + said);
    }
    pen.note(Entry.What.HELD, "", pid, Long.parseLong(total.group(1)), "");
  }

  String lastWords() {
    try {
      var lines = Files.readAllLines(log);
      return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    } catch (IOException e) {
      return "no log: " + e;
    }
  }
}
