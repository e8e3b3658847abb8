package dev.kefu.torture;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// A bad network: passes bytes on, late, in slices, into nothing, or not to the end, and while it
/// is parted not at all.
final class ChaosProxy implements AutoCloseable {

  private static final int BUFFER = 8 * 1024;
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final ServerSocket listening;
  private final int target;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean parted;

  ChaosProxy(int target) throws IOException {
    this.target = target;
    listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("chaos-proxy").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// The connections that pass through at the moment.
  List<Link> links() {
    return List.copyOf(links);
  }

  /// Nothing passes until it is joined again, on old connections and on new ones. Nobody is told,
  /// and what was under way arrives late, as when a cable is pulled and put back.
  void part() {
    parted = true;
  }

  void rejoin() {
    parted = false;
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        var client = listening.accept();
        Thread.ofVirtual().start(() -> join(client));
      } catch (IOException e) {
        if (!listening.isClosed()) {
          throw new java.io.UncheckedIOException(e);
        }
      }
    }
  }

  private void join(Socket client) {
    var server = new Socket();
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      // The server sees where the client comes from.
      server.bind(new InetSocketAddress(client.getInetAddress(), 0));
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    } catch (IOException e) {
      close(client);
      close(server);
      return;
    }
    var link = new Link(client, server);
    links.add(link);
    Thread.ofVirtual().start(() -> pump(link, client, server));
    Thread.ofVirtual().start(() -> pump(link, server, client));
  }

  private void pump(Link link, Socket from, Socket to) {
    var buffer = new byte[BUFFER];
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      var goesOn = true;
      while (goesOn) {
        var n = in.read(buffer, 0, Math.min(link.slice, BUFFER));
        awaitJoined();
        goesOn = n >= 0 && link.pass(buffer, n, out);
      }
    } catch (IOException e) {
      // One side is gone; so is the other, below.
    }
    if (!link.swallows) {
      link.cut();
      links.remove(link);
    }
  }

  private void awaitJoined() {
    while (parted && !listening.isClosed()) {
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    links.forEach(Link::cut);
  }

  /// One client's connection and what is wrong with it.
  static final class Link {

    private final Socket client;
    private final Socket server;
    private volatile int latencyMs;
    private volatile int slice = BUFFER;
    private volatile boolean swallows;
    private volatile long cutAfter = Long.MAX_VALUE;

    private Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    /// Each piece waits so long.
    void delay(int ms) {
      latencyMs = ms;
    }

    /// Passes on so many bytes at a time.
    void slice(int bytes) {
      slice = bytes;
    }

    /// Takes all and passes on nothing: half open, nobody is told.
    void blackhole() {
      swallows = true;
    }

    /// Ends one direction only.
    void halfClose() throws IOException {
      server.shutdownOutput();
    }

    /// Ends both sides with a reset.
    void reset() throws IOException {
      client.setSoLinger(true, 0);
      server.setSoLinger(true, 0);
      cut();
    }

    /// Is as it should be from now on; what swallowed bytes is no link any more and ends.
    void heal() {
      latencyMs = 0;
      slice = BUFFER;
      if (swallows) {
        cut();
      }
    }

    /// Ends after so many more bytes, in the middle of whatever that is.
    void cutAfter(long bytes) {
      cutAfter = bytes;
    }

    void cut() {
      ChaosProxy.close(client);
      ChaosProxy.close(server);
    }

    /// Does one of these to this link.
    ///
    /// @return what
    String spoil(RandomGenerator random) throws IOException {
      return switch (random.nextInt(7)) {
        case 0 -> {
          delay(20 + random.nextInt(200));
          yield "delay";
        }
        case 1 -> {
          slice(1 + random.nextInt(40));
          yield "slices";
        }
        case 2 -> {
          blackhole();
          yield "blackhole";
        }
        case 3 -> {
          halfClose();
          yield "half-close";
        }
        case 4 -> {
          reset();
          yield "reset";
        }
        case 5 -> {
          cutAfter(random.nextInt(4_000));
          yield "cut after some bytes";
        }
        default -> {
          cut();
          yield "cut";
        }
      };
    }

    /// @return whether more may follow
    private boolean pass(byte[] buffer, int n, OutputStream out) throws IOException {
      if (swallows) {
        return true;
      }
      if (latencyMs > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(latencyMs));
      }
      var passed = (int) Math.min(n, cutAfter);
      out.write(buffer, 0, passed);
      if (cutAfter != Long.MAX_VALUE) {
        cutAfter(cutAfter - passed);
      }
      return cutAfter > 0;
    }
  }
}
