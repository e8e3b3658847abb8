package dev.kefu.bench;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/// The client's end of one WebSocket: text frames, no extensions.
final class WebSocket extends Wire {

  private static final int FIN_TEXT = 0x81;
  private static final int FIN_PONG = 0x8A;
  private static final int FIN = 0x80;
  private static final int CONTINUED = 0;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int MASKED = 0x80;
  private static final int MAX_SHORT = 125;
  private static final int IN_TWO_BYTES = 126;
  private static final int HEADER = 8;

  /// Where to and how.
  ///
  /// @param headers further lines of the upgrade, each ended with CRLF
  record Address(InetSocketAddress server, String path, String headers) {}

  private final Address address;
  private final int mask = ThreadLocalRandom.current().nextInt() | 1;
  private boolean upgraded;

  /// A text that comes in several frames.
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);

  WebSocket(Loop loop, Ear ear, Address address) {
    super(loop, ear);
    this.address = address;
  }

  @Override
  void begin() {
    write(ByteBuffer.wrap(upgrade().getBytes(StandardCharsets.US_ASCII)));
  }

  private String upgrade() {
    return "GET "
        + address.path()
        + " HTTP/1.1\r\nHost: "
        + address.server().getHostString()
        + ":"
        + address.server().getPort()
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + address.headers()
        + "\r\n";
  }

  @Override
  int take(byte[] bytes, int at, int to) {
    return upgraded ? frame(bytes, at, to) : answered(bytes, at, to);
  }

  /// Looks for the end of the answer to the upgrade.
  private int answered(byte[] bytes, int at, int to) {
    var answer = new String(bytes, at, to - at, StandardCharsets.US_ASCII);
    var end = answer.indexOf("\r\n\r\n");
    if (end < 0) {
      return at;
    }
    if (!answer.startsWith("HTTP/1.1 101")) {
      end(answer.lines().findFirst().orElse("no answer"));
      return to;
    }
    upgraded = true;
    ear().opened(this);
    return at + end + 4;
  }

  private int frame(byte[] bytes, int at, int to) {
    if (to - at < 2) {
      return at;
    }
    var length = bytes[at + 1] & 0x7F;
    var from = at + 2;
    if (length == IN_TWO_BYTES) {
      from += 2;
      length = to < from ? 0 : ((bytes[at + 2] & 0xFF) << 8) | (bytes[at + 3] & 0xFF);
    } else if (length > IN_TWO_BYTES) {
      from += 8;
      length = to < from ? 0 : ByteBuffer.wrap(bytes, at + 6, 4).getInt();
    }
    if (to < from + length) {
      return at;
    }
    var last = (bytes[at] & FIN) != 0;
    var opcode = bytes[at] & 0x0F;
    if (last && opcode != CONTINUED) {
      heard(opcode, bytes, from, from + length);
    } else {
      parts.write(bytes, from, length);
      if (last) {
        var whole = parts.toByteArray();
        parts.reset();
        ear().heard(this, whole, 0, whole.length);
      }
    }
    return from + length;
  }

  private void heard(int opcode, byte[] bytes, int from, int to) {
    switch (opcode) {
      case TEXT -> ear().heard(this, bytes, from, to);
      case PING -> frame(FIN_PONG, Arrays.copyOfRange(bytes, from, to), to - from);
      case CLOSE ->
          end(
              "close "
                  + (to - from < 2 ? 0 : ((bytes[from] & 0xFF) << 8) | (bytes[from + 1] & 0xFF)));
      default -> end("frames of kind " + opcode + " are not understood");
    }
  }

  @Override
  void send(byte[] text, int length) {
    frame(FIN_TEXT, text, length);
  }

  private void frame(int first, byte[] payload, int length) {
    var frame = ByteBuffer.allocate(HEADER + length);
    frame.put((byte) first);
    if (length <= MAX_SHORT) {
      frame.put((byte) (MASKED | length));
    } else {
      frame.put((byte) (MASKED | IN_TWO_BYTES)).putShort((short) length);
    }
    frame.putInt(mask);
    for (int i = 0; i < length; i++) {
      frame.put((byte) (payload[i] ^ (mask >>> (24 - 8 * (i & 3)))));
    }
    write(frame.flip());
  }
}
