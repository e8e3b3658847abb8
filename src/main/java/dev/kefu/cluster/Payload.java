package dev.kefu.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// What one node tells the others at one time, on one channel.
///
/// @param node who says it
/// @param nudges the topics with their positions; none for a mere sign of life
record Payload(UUID node, Map<String, Long> nudges) {

  /// Larger ones are not read.
  static final int MAX_BYTES = 64 * 1024;

  private static final int VERSION = 1;

  /// Leaves room for the seal and for characters of three bytes.
  private static final int MAX_CHARS = 16 * 1024;

  private static final int POSITION_CHARS = 10;

  /// Puts nudges into as few payloads as hold them.
  static List<Payload> of(UUID node, Map<String, Long> nudges) {
    var payloads = new ArrayList<Payload>();
    var some = new LinkedHashMap<String, Long>();
    var chars = 0;
    for (var nudge : nudges.entrySet()) {
      var more = nudge.getKey().length() + POSITION_CHARS;
      if (chars + more > MAX_CHARS && !some.isEmpty()) {
        payloads.add(new Payload(node, some));
        some = new LinkedHashMap<>();
        chars = 0;
      }
      some.put(nudge.getKey(), nudge.getValue());
      chars += more;
    }
    payloads.add(new Payload(node, some));
    return payloads;
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(VERSION);
      out.writeLong(node.getMostSignificantBits());
      out.writeLong(node.getLeastSignificantBits());
      out.writeInt(nudges.size());
      for (var nudge : nudges.entrySet()) {
        out.writeUTF(nudge.getKey());
        out.writeLong(nudge.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IOException for bytes that are none of a payload of this version
  static Payload read(byte[] bytes) throws IOException {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readUnsignedByte() != VERSION) {
        throw new IOException("another version");
      }
      var node = new UUID(in.readLong(), in.readLong());
      var count = in.readInt();
      var nudges = new LinkedHashMap<String, Long>();
      for (var i = 0; i < count; i++) {
        nudges.put(in.readUTF(), in.readLong());
      }
      if (in.read() >= 0) {
        throw new IOException("more than was announced");
      }
      return new Payload(node, nudges);
    }
  }
}
