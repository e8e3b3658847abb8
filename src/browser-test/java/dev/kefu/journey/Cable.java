package dev.kefu.journey;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The line between a browser and the program, which can be cut and mended.
final class Cable implements AutoCloseable {

  private static final int BACKLOG = 50;
  private static final short CLOSE_OF_TWO_BYTES = (short) 0x8802;
  private static final byte[] UPGRADE = "GET /ws/".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket near;
  private final int farPort;
  private final Set<Closeable> ends = ConcurrentHashMap.newKeySet();

  /// Those on which frames go and not pages.
  private final Set<java.net.Socket> sockets = ConcurrentHashMap.newKeySet();

  private volatile boolean cut;

  private Cable(int farPort) throws IOException {
    this.near = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    this.farPort = farPort;
  }

  /// @param port where the program listens
  static Cable to(int port) throws IOException {
    var cable = new Cable(port);
    Thread.ofVirtual().name("cable").start(cable::connect);
    return cable;
  }

  String http() {
    return "http://127.0.0.1:" + near.getLocalPort();
  }

  /// Everything on the line is torn off, and who tries anew is torn off, too.
  void cut() throws IOException {
    cut = true;
    for (var end : ends) {
      end.close();
    }
  }

  void mend() {
    cut = false;
  }

  /// Every page is told that its socket is over, as if the other side had said so. In a quiet
  /// moment: it must not come into the middle of a frame.
  ///
  /// @throws IllegalStateException when there is nobody to tell
  void sayGoodbye(int code) throws IOException {
    var goodbye = ByteBuffer.allocate(4).putShort(CLOSE_OF_TWO_BYTES).putShort((short) code);
    var told = 0;
    for (var socket : sockets) {
      try {
        socket.getOutputStream().write(goodbye.array());
        // The real other side answers the page's answer, which is one goodbye too many.
        socket.shutdownOutput();
        told++;
      } catch (SocketException e) {
        // A page that has left meanwhile, as the last one does when another is opened.
      }
    }
    if (told == 0) {
      throw new IllegalStateException("no page has a socket on this line");
    }
  }

  @Override
  public void close() throws IOException {
    near.close();
    cut();
  }

  private void connect() {
    while (!near.isClosed()) {
      try {
        connect(near.accept());
      } catch (IOException e) {
        // Closed: the loop looks whether it is.
      }
    }
  }

  /// Who cannot be connected is torn off, and does not wait for an answer that never comes.
  private void connect(java.net.Socket here) {
    ends.add(here);
    if (cut) {
      drop(here);
      return;
    }
    try {
      var there = new java.net.Socket(InetAddress.getLoopbackAddress(), farPort);
      ends.add(there);
      carry(new Asking(here), there.getOutputStream(), here, there);
      carry(there.getInputStream(), here.getOutputStream(), here, there);
    } catch (IOException e) {
      drop(here);
    }
  }

  private void carry(InputStream from, OutputStream to, Closeable... both) {
    Thread.ofVirtual()
        .start(() -> {
          try {
            from.transferTo(to);
          } catch (IOException e) {
            // The line was cut, which is what this is for; both ends are closed below.
          } finally {
            drop(both);
          }
        });
  }

  private void drop(Closeable... dropped) {
    for (var end : dropped) {
      ends.remove(end);
      sockets.remove(end);
      try {
        end.close();
      } catch (IOException e) {
        // It is gone already.
      }
    }
  }

  /// What comes from a page; its first bytes say what it is for.
  private final class Asking extends FilterInputStream {

    private final java.net.Socket here;
    private boolean begun;

    Asking(java.net.Socket here) throws IOException {
      super(here.getInputStream());
      this.here = here;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      var read = super.read(into, from, length);
      if (!begun && read >= UPGRADE.length) {
        var first = Arrays.copyOfRange(into, from, from + UPGRADE.length);
        if (Arrays.equals(first, UPGRADE)) {
          sockets.add(here);
        }
      }
      begun = true;
      return read;
    }
  }
}
