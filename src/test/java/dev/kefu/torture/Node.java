package dev.kefu.torture;

import dev.kefu.program.Packaged;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/// A place where the program runs: the process that is there now, how the next one is started, and
/// the lines by which it reaches others.
final class Node {

  private Launch launch;
  private final Map<Line, ChaosProxy> lines;
  private ServerProcess server;

  /// Leads from a node to what all nodes share.
  enum Line {
    DATABASE,
    BUS
  }

  private Node(Launch launch, Map<Line, ChaosProxy> lines, ServerProcess server) {
    this.launch = launch;
    this.lines = lines;
    this.server = server;
  }

  /// Starts one that needs nobody, and waits until it takes connections.
  static Node start(Launch launch) throws Exception {
    return start(launch, Map.of());
  }

  /// Starts it and waits until it takes connections.
  static Node start(Launch launch, Map<Line, ChaosProxy> lines) throws Exception {
    var server = ServerProcess.start(launch);
    return new Node(launch.withPort(server.port()), lines, server);
  }

  /// The network of one of its lines.
  ChaosProxy line(Line which) {
    return Objects.requireNonNull(lines.get(which));
  }

  ServerProcess server() {
    return server;
  }

  /// How it is started, at the port that clients know.
  Launch launch() {
    return launch;
  }

  int port() {
    return server.port();
  }

  /// For good.
  void end() throws IOException {
    server.kill();
    for (var line : lines.values()) {
      line.close();
    }
  }

  /// From the next start on it runs another version.
  void upgrade(Packaged program) {
    launch = launch.withProgram(program);
  }

  /// A new process over what is left; waits until it takes connections.
  void restart() throws Exception {
    restart(launch);
  }

  /// The same, started in another way.
  void restart(Launch how) throws Exception {
    server = ServerProcess.start(how);
  }

  /// A new process that may end before it is up.
  void begin(Launch how) throws IOException {
    server = ServerProcess.begin(how);
  }
}
