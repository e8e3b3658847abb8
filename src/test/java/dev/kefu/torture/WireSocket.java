package dev.kefu.torture;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// A WebSocket of our own: one that can be slow, go silent or be cut, and that tells a close frame
/// from a bare end, which the JDK's client does not.
///
/// One thread reads; any thread writes.
final class WireSocket implements AutoCloseable {

  /// The connection ended without a close frame.
  static final int BARE_END = 0;

  /// This side ended it.
  static final int OWN_END = -1;

  private static final int CONNECT_MS = 5_000;
  private static final int HANDSHAKE_MS = 10_000;
  private static final int MAX_CODE = 0xFFFF;
  private static final int NO_CODE = 1005;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile int closeCode = BARE_END;

  private WireSocket(Socket socket) throws IOException {
    this.socket = socket;
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    out = socket.getOutputStream();
  }

  /// Connects and shakes hands.
  ///
  /// @param from the address this client comes from, so that limits an address see many
  /// @param receiveBuffer bytes the kernel may hold for us; 0 for what it thinks best
  static WireSocket connect(int port, String from, int receiveBuffer) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      if (receiveBuffer > 0) {
        socket.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
      }
      socket.bind(new InetSocketAddress(from, 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MS);
      socket.setSoTimeout(HANDSHAKE_MS);
      var wire = new WireSocket(socket);
      wire.shakeHands(port);
      return wire;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private void shakeHands(int port) throws IOException {
    var key = new byte[16];
    ThreadLocalRandom.current().nextBytes(key);
    var request =
        """
        GET /ws/v1 HTTP/1.1
        Host: 127.0.0.1:%d
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Key: %s
        Sec-WebSocket-Version: 13
        Sec-WebSocket-Protocol: kefu.v1

        """
            .formatted(port, Base64.getEncoder().encodeToString(key))
            .replace("\n", "\r\n");
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    var status = line();
    if (!status.startsWith("HTTP/1.1 101")) {
      throw new IOException("no upgrade: " + status);
    }
    while (!line().isEmpty()) {
      // The headers say nothing we need.
    }
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    int c;
    while ((c = in.read()) != '\n') {
      if (c < 0) {
        throw new EOFException("ended within the handshake");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /// Nothing within so long ends the socket from this side.
  void patience(int ms) throws IOException {
    socket.setSoTimeout(ms);
  }

  void send(String text) throws IOException {
    write(Frames.TEXT, StandardCharsets.UTF_8.encode(text));
  }

  private synchronized void write(int opcode, ByteBuffer payload) throws IOException {
    Frames.write(out, opcode, payload, true);
  }

  /// The next text frame.
  ///
  /// @throws EOFException when the socket has ended; [#closeCode] then says how
  /// @throws java.net.SocketTimeoutException when nothing came in time
  String read() throws IOException {
    while (true) {
      var frame = Frames.read(in);
      switch (frame.get()) {
        case Frames.TEXT -> {
          return Frames.text(frame);
        }
        case Frames.PING -> write(Frames.PONG, frame);
        case Frames.CLOSE -> {
          closeCode = frame.remaining() < 2 ? NO_CODE : frame.getShort(1) & MAX_CODE;
          answerClose(frame);
          throw new EOFException("closed with " + closeCode);
        }
        default -> {
          // A pong to nothing we asked.
        }
      }
    }
  }

  private void answerClose(ByteBuffer payload) {
    try {
      write(Frames.CLOSE, payload);
    } catch (IOException e) {
      // It is gone already, as it said.
    }
  }

  /// How it ended, once [#read] has thrown.
  int closeCode() {
    return ended.get() && closeCode == BARE_END ? OWN_END : closeCode;
  }

  /// Cuts the connection without a word.
  @Override
  public void close() {
    ended.set(true);
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
