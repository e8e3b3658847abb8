package dev.kefu.torture;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/// WebSocket frames as bytes (RFC 6455): whole ones, since nobody here sends fragments.
final class Frames {

  static final int TEXT = 0x1;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  private static final int FIN = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int MAX_16 = 0xFFFF;
  private static final int MAX_HEAD = 14;
  private static final int MASK_BYTES = 4;

  private Frames() {}

  /// Reads a frame and gives its payload, unmasked, behind its opcode.
  static ByteBuffer read(DataInputStream in) throws IOException {
    var opcode = in.readUnsignedByte() & 0xF;
    var second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == LENGTH_16) {
      length = in.readUnsignedShort();
    } else if (length == LENGTH_64) {
      length = in.readLong();
    }
    var mask = (second & MASKED) == 0 ? 0 : in.readInt();
    var frame = new byte[1 + Math.toIntExact(length)];
    frame[0] = (byte) opcode;
    in.readFully(frame, 1, frame.length - 1);
    xor(frame, 1, mask);
    return ByteBuffer.wrap(frame);
  }

  static String text(ByteBuffer payload) {
    return StandardCharsets.UTF_8.decode(payload).toString();
  }

  /// Writes a frame, masked as a client has to.
  static void write(OutputStream out, int opcode, ByteBuffer payload, boolean masked)
      throws IOException {
    var length = payload.remaining();
    var frame = ByteBuffer.allocate(length + MAX_HEAD);
    var bit = masked ? MASKED : 0;
    frame.put((byte) (FIN | opcode));
    if (length < LENGTH_16) {
      frame.put((byte) (bit | length));
    } else if (length <= MAX_16) {
      frame.put((byte) (bit | LENGTH_16)).putShort((short) length);
    } else {
      frame.put((byte) (bit | LENGTH_64)).putLong(length);
    }
    var mask = masked ? ThreadLocalRandom.current().nextInt() : 0;
    if (masked) {
      frame.putInt(mask);
    }
    var from = frame.position();
    frame.put(payload);
    xor(frame.array(), from, mask);
    out.write(frame.array(), 0, frame.position());
  }

  private static void xor(byte[] bytes, int from, int mask) {
    for (var i = from; mask != 0 && i < bytes.length; i++) {
      bytes[i] ^= (byte) (mask >>> (Byte.SIZE * (MASK_BYTES - 1 - (i - from) % MASK_BYTES)));
    }
  }
}
