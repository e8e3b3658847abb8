package dev.kefu.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A WebSocket client that can also write what no client may. Reads only when it is asked to; used
/// by one thread.
final class RawSocket implements AutoCloseable {

  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int FIN = 0x80;

  /// How reading ended, where no close code came.
  static final int STILL_OPEN = 0;

  static final int BARE_END = -1;

  private static final int NO_CODE = 1005;
  private static final int PATIENCE_MS = 15_000;
  private static final int MASKED = 0x80;
  private static final int IN_TWO_BYTES = 126;
  private static final int IN_EIGHT_BYTES = 127;
  private static final int MASK_BYTES = 4;

  private final Socket tcp;
  private final DataInputStream in;

  RawSocket(int port) throws IOException {
    tcp = new Socket(InetAddress.getLoopbackAddress(), port);
    tcp.setTcpNoDelay(true);
    tcp.setSoTimeout(PATIENCE_MS);
    in = new DataInputStream(new BufferedInputStream(tcp.getInputStream()));
    upgrade(port);
  }

  private void upgrade(int port) throws IOException {
    bytes(
        """
        GET /ws/v1 HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Upgrade: websocket\r
        Connection: Upgrade\r
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
        Sec-WebSocket-Version: 13\r
        Sec-WebSocket-Protocol: kefu.v1\r
        \r
        """
            .formatted(port)
            .getBytes(StandardCharsets.ISO_8859_1));
    var status = line();
    if (!status.contains(" 101 ")) {
      throw new IOException("not upgraded: " + status);
    }
    while (!line().isEmpty()) {
      // The rest of the head says nothing that is needed here.
    }
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (var next = in.readByte(); next != '\n'; next = in.readByte()) {
      line.write(next);
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  /// Writes a frame as it should be.
  void text(String text) throws IOException {
    bytes(frame(FIN | TEXT, text.getBytes(StandardCharsets.UTF_8)));
  }

  void bytes(byte[] bytes) throws IOException {
    tcp.getOutputStream().write(bytes);
  }

  /// A masked frame of any first byte.
  static byte[] frame(int first, byte[] payload) {
    return frame(first, payload, payload.length, true);
  }

  /// @param announced the length that the head names, whatever follows
  static byte[] frame(int first, byte[] payload, long announced, boolean masked) {
    var out = ByteBuffer.allocate(payload.length + 2 + Long.BYTES + MASK_BYTES);
    var bit = masked ? MASKED : 0;
    out.put((byte) first);
    if (announced >= 0 && announced < IN_TWO_BYTES) {
      out.put((byte) (bit | announced));
    } else if (announced >= 0 && announced <= 0xffff) {
      out.put((byte) (bit | IN_TWO_BYTES)).putShort((short) announced);
    } else {
      out.put((byte) (bit | IN_EIGHT_BYTES)).putLong(announced);
    }
    if (masked) {
      putMasked(out, payload);
    } else {
      out.put(payload);
    }
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static void putMasked(ByteBuffer out, byte[] payload) {
    var key = new byte[MASK_BYTES];
    ThreadLocalRandom.current().nextBytes(key);
    out.put(key);
    for (var i = 0; i < payload.length; i++) {
      out.put((byte) (payload[i] ^ key[i % MASK_BYTES]));
    }
  }

  /// Sends no more; what was begun stays unfinished.
  void endOfWriting() throws IOException {
    tcp.shutdownOutput();
  }

  /// Reads until a text frame is the last one wanted, or the socket ends.
  ///
  /// @param each is told every text frame
  /// @return the close code, [#BARE_END] for an end without one, [#STILL_OPEN] when the last came
  int readUntil(Predicate<String> last, Consumer<String> each) throws IOException {
    try {
      while (true) {
        var first = in.readUnsignedByte();
        var payload = in.readNBytes(length());
        switch (first & 0xf) {
          case TEXT -> {
            var text = new String(payload, StandardCharsets.UTF_8);
            each.accept(text);
            if (last.test(text)) {
              return STILL_OPEN;
            }
          }
          case CLOSE -> {
            return payload.length < 2 ? NO_CODE : ByteBuffer.wrap(payload).getShort() & 0xffff;
          }
          case PING, PING + 1 -> {}
          default -> throw new AssertionError("the server wrote a frame of opcode " + first);
        }
      }
    } catch (EOFException | SocketException e) {
      return BARE_END;
    }
  }

  private int length() throws IOException {
    var length = in.readUnsignedByte();
    return switch (length) {
      case IN_TWO_BYTES -> in.readUnsignedShort();
      case IN_EIGHT_BYTES -> Math.toIntExact(in.readLong());
      default -> length;
    };
  }

  /// Goes without a word.
  @Override
  public void close() throws IOException {
    tcp.close();
  }
}
