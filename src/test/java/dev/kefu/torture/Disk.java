package dev.kefu.torture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// A disk that keeps only what was synced; of the rest it keeps, when the power goes, what it
/// likes, cut where it likes. That files exist is taken as kept.
final class Disk {

  private static final int SECTOR = 512;
  private static final double TORN = 0.3;

  /// What is left when the power goes.
  enum Loss {
    /// Nothing that was not synced.
    ALL_UNSYNCED,
    /// Some of it, some of that in part.
    SOME,
    /// All of it.
    NONE
  }

  private final Map<String, Contents> files = new TreeMap<>();

  private static final class Contents {
    private byte[] durable = new byte[0];
    private final List<Trace.Call> pending = new ArrayList<>();
  }

  /// What is on it before anything was traced.
  void holds(String name, byte[] bytes) {
    files.computeIfAbsent(name, _ -> new Contents()).durable = bytes;
  }

  void carryOut(Trace.Call call) {
    var name = Path.of(call.file()).getFileName().toString();
    var contents = files.computeIfAbsent(name, _ -> new Contents());
    switch (call.name()) {
      case "pwrite64", "ftruncate" -> contents.pending.add(call);
      case "fsync", "fdatasync" -> {
        // The system takes what a failed sync did not keep for kept, and no later one tries again.
        if (!call.failed()) {
          for (var write : contents.pending) {
            contents.durable = applied(contents.durable, write, write.data().length);
          }
        }
        contents.pending.clear();
      }
      default -> {
        // Changes no file.
      }
    }
  }

  /// Writes what is left into a folder.
  void image(Loss loss, RandomGenerator random, Path folder) throws IOException {
    for (var file : files.entrySet()) {
      var bytes = file.getValue().durable;
      for (var write : file.getValue().pending) {
        bytes =
            switch (loss) {
              case ALL_UNSYNCED -> bytes;
              case SOME -> random.nextBoolean() ? bytes : torn(bytes, write, random);
              case NONE -> applied(bytes, write, write.data().length);
            };
      }
      Files.write(folder.resolve(file.getKey()), bytes);
    }
  }

  private static byte[] torn(byte[] bytes, Trace.Call write, RandomGenerator random) {
    var length = write.data().length;
    var sectors = length / SECTOR;
    var cut = sectors > 0 && random.nextDouble() < TORN ? random.nextInt(sectors) * SECTOR : length;
    return applied(bytes, write, cut);
  }

  private static byte[] applied(byte[] bytes, Trace.Call write, int length) {
    if (write.name().equals("ftruncate")) {
      return Arrays.copyOf(bytes, Math.toIntExact(write.number()));
    }
    var end = Math.toIntExact(write.number() + length);
    var result = end > bytes.length ? Arrays.copyOf(bytes, end) : bytes.clone();
    System.arraycopy(write.data(), 0, result, Math.toIntExact(write.number()), length);
    return result;
  }
}
