package dev.kefu.torture;

import java.io.IOException;

/// A place where the program runs: the process that is there now, and how the next one is started.
final class Node {

  private final Launch launch;
  private ServerProcess server;

  private Node(Launch launch, ServerProcess server) {
    this.launch = launch;
    this.server = server;
  }

  /// Starts it and waits until it takes connections.
  static Node start(Launch launch) throws Exception {
    var server = ServerProcess.start(launch);
    return new Node(launch.withPort(server.port()), server);
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
