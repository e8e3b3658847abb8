package dev.kefu.journey;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The line between a browser and the program, which can be cut and mended.
final class Cable implements AutoCloseable {

  private static final int BACKLOG = 50;

  private final ServerSocket near;
  private final int farPort;
  private final Set<Closeable> ends = ConcurrentHashMap.newKeySet();
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

  @Override
  public void close() throws IOException {
    near.close();
    cut();
  }

  private void connect() {
    while (!near.isClosed()) {
      try {
        var here = near.accept();
        ends.add(here);
        if (cut) {
          drop(here);
        } else {
          var there = new java.net.Socket(InetAddress.getLoopbackAddress(), farPort);
          ends.add(there);
          carry(here.getInputStream(), there.getOutputStream(), here, there);
          carry(there.getInputStream(), here.getOutputStream(), here, there);
        }
      } catch (IOException e) {
        // Cut or closed: the loop looks which.
      }
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
      try {
        end.close();
      } catch (IOException e) {
        // It is gone already.
      }
    }
  }
}
