package dev.kefu.torture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/// Stands between clients and server, understands frames, and makes a good server look like a bad
/// one.
final class LyingProxy implements AutoCloseable {

  /// What is changed on one connection. An empty answer swallows the frame.
  interface Lie {

    default List<String> toServer(String frame, Wire wire) throws IOException {
      return List.of(frame);
    }

    default List<String> toClient(String frame, Wire wire) throws IOException {
      return List.of(frame);
    }
  }

  /// A connection, for a lie that says something unasked or ends it.
  interface Wire {
    void tellClient(String frame) throws IOException;

    void cut();
  }

  private final ServerSocket listening = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
  private final int target;
  private final Supplier<Lie> lies;

  LyingProxy(int target, Supplier<Lie> lies) throws IOException {
    this.target = target;
    this.lies = lies;
    Thread.ofVirtual().name("lying-proxy").start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
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
      server.bind(new InetSocketAddress(client.getInetAddress(), 0));
      server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
      var pair = new Pair(client, server, lies.get());
      Thread.ofVirtual().start(pair::fromClient);
      Thread.ofVirtual().start(pair::fromServer);
    } catch (IOException e) {
      close(client);
      close(server);
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
  }

  private record Pair(Socket client, Socket server, Lie lie) implements Wire {

    void fromClient() {
      try (client;
          server) {
        var in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
        var out = server.getOutputStream();
        passHead(in, out);
        while (true) {
          var frame = Frames.read(in);
          var opcode = frame.get();
          if (opcode != Frames.TEXT) {
            Frames.write(out, opcode, frame, true);
            continue;
          }
          for (var text : lie.toServer(Frames.text(frame), this)) {
            Frames.write(out, Frames.TEXT, StandardCharsets.UTF_8.encode(text), true);
          }
        }
      } catch (IOException e) {
        // One side has ended, so has the other.
      }
    }

    void fromServer() {
      try (client;
          server) {
        var in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
        passHead(in, client.getOutputStream());
        while (true) {
          var frame = Frames.read(in);
          var opcode = frame.get();
          if (opcode != Frames.TEXT) {
            synchronized (client) {
              Frames.write(client.getOutputStream(), opcode, frame, false);
            }
            continue;
          }
          for (var text : lie.toClient(Frames.text(frame), this)) {
            tellClient(text);
          }
        }
      } catch (IOException e) {
        // One side has ended, so has the other.
      }
    }

    /// The handshake, up to its empty line.
    private static void passHead(DataInputStream in, OutputStream out) throws IOException {
      var end = 0;
      while (end < 4) {
        var c = in.readUnsignedByte();
        out.write(c);
        end = c == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : 0;
      }
    }

    @Override
    public void tellClient(String frame) throws IOException {
      synchronized (client) {
        Frames.write(
            client.getOutputStream(), Frames.TEXT, StandardCharsets.UTF_8.encode(frame), false);
      }
    }

    @Override
    public void cut() {
      LyingProxy.close(client);
      LyingProxy.close(server);
    }
  }
}
