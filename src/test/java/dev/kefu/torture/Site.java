package dev.kefu.torture;

import dev.kefu.program.Packaged;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// What serves the clients: one process over a file, or several over one PostgreSQL behind a
/// balancer.
///
/// @param folder of the run
/// @param port where clients connect
/// @param nodes at least one
/// @param database for whoever looks into it past the program
/// @param before what stands before the nodes
record Site(Path folder, int port, List<Node> nodes, String database, List<Balancer> before)
    implements AutoCloseable {

  private static final int ENDS_WITHIN_S = 120;

  /// One process over an empty folder.
  static Site one(Packaged program, Path folder) throws Exception {
    var content = Shop.write(Files.createDirectories(folder.resolve("content")));
    var node = Node.start(Launch.of(program, folder, content));
    var file = folder.resolve("data").resolve("kefu.db");
    return new Site(folder, node.port(), List.of(node), "jdbc:sqlite:" + file, List.of());
  }

  /// Several over an empty PostgreSQL database, each with lines of its own to that and to the bus.
  /// The first starts alone, as the manual says.
  ///
  /// @param seed what the balancer's choices come from
  static Site several(
      int howMany, long seed, Packaged program, Path folder, String database, String bus)
      throws Exception {
    var content = Shop.write(Files.createDirectories(folder.resolve("content")));
    var nodes = new ArrayList<Node>();
    try {
      for (var n = 1; n <= howMany; n++) {
        var own = Files.createDirectories(folder.resolve("node" + n));
        nodes.add(node(Launch.of(program, own, content), database, bus));
      }
      var ports = nodes.stream().map(Node::port).toList();
      var balancer = new Balancer(ports, new SplittableRandom(seed));
      var past = database + "?user=" + PostgresProcess.USER;
      return new Site(folder, balancer.port(), nodes, past, List.of(balancer));
    } catch (Exception e) {
      for (var node : nodes) {
        node.end();
      }
      throw e;
    }
  }

  private static Node node(Launch launch, String database, String bus) throws Exception {
    var toDatabase = new ChaosProxy(URI.create(database.replace("jdbc:", "")).getPort());
    var toBus = new ChaosProxy(URI.create(bus).getPort());
    var settings =
        keptIn(
            database.replaceFirst(":\\d+/", ":" + toDatabase.port() + "/"),
            "--kefu.redis.url=redis://127.0.0.1:" + toBus.port());
    return Node.start(
        launch.with(settings), Map.of(Node.Line.DATABASE, toDatabase, Node.Line.BUS, toBus));
  }

  /// Settings of a node that keeps its data in a database.
  ///
  /// @param more other settings
  static String[] keptIn(String database, String... more) {
    var settings = new ArrayList<>(List.of(more));
    settings.add("--kefu.database.url=" + database);
    settings.add("--kefu.database.username=" + PostgresProcess.USER);
    return settings.toArray(String[]::new);
  }

  /// What is in the database now.
  Store store() throws java.sql.SQLException {
    return Store.read(database);
  }

  /// Every node is asked to go, and goes.
  void terminate() throws InterruptedException {
    for (var node : nodes) {
      node.server().terminate(ENDS_WITHIN_S);
    }
  }

  @Override
  public void close() throws IOException {
    for (var node : nodes) {
      node.end();
    }
    for (var each : before) {
      each.close();
    }
  }
}
