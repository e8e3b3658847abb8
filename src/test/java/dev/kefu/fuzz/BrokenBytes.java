package dev.kefu.fuzz;

import static dev.kefu.fuzz.RawSocket.BINARY;
import static dev.kefu.fuzz.RawSocket.CLOSE;
import static dev.kefu.fuzz.RawSocket.FIN;
import static dev.kefu.fuzz.RawSocket.PING;
import static dev.kefu.fuzz.RawSocket.TEXT;
import static dev.kefu.fuzz.RawSocket.frame;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/// What breaks the rules of WebSocket itself, below any JSON. Ready to be written.
final class BrokenBytes {

  private static final byte[] EMPTY = {};

  /// Not UTF-8: overlong, half a pair of surrogates, beyond Unicode, cut off, a lone continuation.
  private static final List<String> NOT_UTF8 =
      List.of("c080", "eda080", "f4908080", "e4bd", "80", "ff", "c0af", "f8888080af");

  private static final int[] FORBIDDEN_CLOSES = {0, 999, 1_004, 1_005, 1_006, 1_015, 2_999, 65_535};

  private final RandomGenerator random;

  BrokenBytes(RandomGenerator random) {
    this.random = random;
  }

  /// @param right frames as they should be, one after the other
  byte[] any(byte[] right) {
    var text = "{\"type\":\"pong\"}".getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(20)) {
      case 0 -> frame(FIN | TEXT, text, text.length, false);
      case 1 -> frame(FIN | TEXT | (1 + random.nextInt(7)) << 4, text);
      case 2 -> frame(FIN | (3 + random.nextInt(5)), text);
      case 3 -> frame(FIN | (11 + random.nextInt(5)), text);
      case 4 -> frame(FIN | PING, new byte[126 + random.nextInt(1_000)]);
      case 5 -> joined(frame(PING, EMPTY), frame(FIN, EMPTY));
      case 6 -> frame(random.nextBoolean() ? FIN : 0, text);
      case 7 -> joined(frame(TEXT, text), frame(FIN | TEXT, text));
      case 8 -> frame(FIN | CLOSE, new byte[] {3});
      case 9 -> frame(FIN | CLOSE, code(FORBIDDEN_CLOSES[random.nextInt(FORBIDDEN_CLOSES.length)]));
      case 10 -> frame(FIN | CLOSE, joined(code(1_000), notUtf8()));
      case 11 -> frame(FIN | TEXT, joined(text, notUtf8()));
      case 12 -> joined(frame(TEXT, notUtf8()), frame(FIN, notUtf8()));
      case 13 -> frame(FIN | BINARY, new byte[random.nextInt(3) == 0 ? 70_000 : 1]);
      case 14 -> frame(FIN | TEXT, text, huge(), true);
      case 15 -> longWayRound(text);
      case 16 -> noise();
      case 17 -> fragments(text);
      default -> scratched(right);
    };
  }

  private long huge() {
    return switch (random.nextInt(4)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE + random.nextInt(100);
      case 2 -> Integer.MAX_VALUE + 1L;
      default -> 512 * 1_024 + 1;
    };
  }

  private byte[] notUtf8() {
    return HexFormat.of().parseHex(NOT_UTF8.get(random.nextInt(NOT_UTF8.size())));
  }

  private static byte[] code(int code) {
    return ByteBuffer.allocate(Short.BYTES).putShort((short) code).array();
  }

  /// A short length written in eight bytes, which the protocol forbids.
  private static byte[] longWayRound(byte[] text) {
    return ByteBuffer.allocate(2 + Long.BYTES + 4 + text.length)
        .put((byte) (FIN | TEXT))
        .put((byte) 0xff)
        .putLong(text.length)
        .putInt(0)
        .put(text)
        .array();
  }

  private byte[] noise() {
    var noise = new byte[1 + random.nextInt(200)];
    random.nextBytes(noise);
    return random.nextInt(4) == 0
        ? "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)
        : noise;
  }

  /// A message in pieces of one byte with pings between, without its end or with it.
  private byte[] fragments(byte[] text) {
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < text.length; i++) {
      out.writeBytes(frame(i == 0 ? TEXT : 0, new byte[] {text[i]}));
      out.writeBytes(frame(FIN | PING, EMPTY));
    }
    if (random.nextBoolean()) {
      out.writeBytes(frame(FIN, EMPTY));
    }
    return out.toByteArray();
  }

  /// A right session with some bits turned, cut off, or with a piece sent twice.
  private byte[] scratched(byte[] right) {
    var bytes = right.clone();
    for (var times = 1 + random.nextInt(4); times > 0; times--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
    }
    return switch (random.nextInt(3)) {
      case 0 -> bytes;
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      default ->
          joined(bytes, Arrays.copyOfRange(bytes, random.nextInt(bytes.length), bytes.length));
    };
  }

  /// So many empty pieces of one message, and no end.
  static byte[] endless(int pieces) {
    var piece = frame(0, EMPTY);
    var out = new ByteArrayOutputStream(pieces * piece.length + piece.length);
    out.writeBytes(frame(TEXT, EMPTY));
    for (var i = 0; i < pieces; i++) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }

  static byte[] pings(int count) {
    var out = new ByteArrayOutputStream();
    for (var i = 0; i < count; i++) {
      out.writeBytes(frame(FIN | PING, code(i)));
    }
    return out.toByteArray();
  }

  static byte[] joined(byte[]... parts) {
    var out = new ByteArrayOutputStream();
    for (var part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
