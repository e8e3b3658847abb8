package dev.kefu.torture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Stands before several nodes and gives each connection to any of those that take one, so that
/// clients hop. It knows nothing of what passes through, and one that stands still takes
/// connections, too.
final class Balancer implements AutoCloseable {

  private static final int CONNECT_MS = 1_000;
  private static final int BACKLOG = 256;

  private final ServerSocket listening;
  private final List<Integer> nodes;
  private final RandomGenerator random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /// @param nodes their ports
  Balancer(List<Integer> nodes, RandomGenerator random) throws IOException {
    this.nodes = nodes;
    this.random = random;
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("balancer").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        var order = new ArrayList<>(nodes);
        Collections.shuffle(order, Random.from(random));
        Thread.ofVirtual().start(() -> serve(client, order));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket client, List<Integer> order) {
    open.add(client);
    for (var port : order) {
      var server = new Socket();
      try {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        // The node sees where the client comes from.
        server.bind(new InetSocketAddress(client.getInetAddress(), 0));
        server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
        open.add(server);
        join(client, server);
        return;
      } catch (IOException e) {
        // That one is not there; the next.
        close(server);
      }
    }
    close(client);
  }

  private void join(Socket client, Socket server) {
    var directions = new AtomicInteger(2);
    Thread.ofVirtual().start(() -> pump(client, server, directions));
    Thread.ofVirtual().start(() -> pump(server, client, directions));
  }

  /// Passes on what one says until it has said all, and then that it has. What the other still has
  /// to say, such as why it ends, is passed on all the same.
  private void pump(Socket from, Socket to, AtomicInteger directions) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // One side is gone; the other direction finds out by itself.
    }
    try {
      to.shutdownOutput();
    } catch (IOException e) {
      // Gone, as was said.
    }
    if (directions.decrementAndGet() == 0) {
      close(from);
      close(to);
    }
  }

  private void close(Socket socket) {
    open.remove(socket);
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    open.forEach(this::close);
  }
}
