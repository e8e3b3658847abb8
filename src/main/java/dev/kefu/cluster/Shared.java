package dev.kefu.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Something one node hands to the others.
final class Shared {

  /// Longer ones are not passed on.
  static final int MAX_BYTES = 48 * 1024;

  private final String topic;
  private final byte[] words;

  Shared(String topic, byte[] words) {
    this.topic = topic;
    this.words = words;
  }

  String topic() {
    return topic;
  }

  byte[] words() {
    return words;
  }

  /// The topic's length, its three bytes a character at most, and the words' length.
  private static int size(Shared each) {
    return 2 + 3 * each.topic().length() + 4 + each.words().length;
  }

  /// Puts them into as few bundles as hold them; what is too long is left out.
  static List<List<Shared>> bundles(List<Shared> all) {
    var bundles = new ArrayList<List<Shared>>();
    var bundle = new ArrayList<Shared>();
    var bytes = 0;
    for (var each : all) {
      var more = size(each);
      if (more > MAX_BYTES) {
        continue;
      }
      if (bytes + more > MAX_BYTES) {
        bundles.add(bundle);
        bundle = new ArrayList<>();
        bytes = 0;
      }
      bundle.add(each);
      bytes += more;
    }
    if (!bundle.isEmpty()) {
      bundles.add(bundle);
    }
    return bundles;
  }

  static byte[] bytes(List<Shared> bundle) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(bundle.size());
      for (var each : bundle) {
        out.writeUTF(each.topic());
        out.writeInt(each.words().length);
        out.write(each.words());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// @throws IOException for bytes that are no bundle
  static List<Shared> read(byte[] bytes) throws IOException {
    var bundle = new ArrayList<Shared>();
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      for (var left = in.readInt(); left > 0; left--) {
        var topic = in.readUTF();
        var length = in.readInt();
        if (length < 0 || length > in.available()) {
          throw new IOException("words that are not there");
        }
        bundle.add(new Shared(topic, in.readNBytes(length)));
      }
      if (in.read() >= 0) {
        throw new IOException("more than was announced");
      }
    }
    return bundle;
  }
}
