package dev.kefu.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// How long the disk under a folder takes to make 4 KiB durable.
final class Disk {

  private static final int TIMES = 300;
  private static final int BYTES = 4_096;

  private Disk() {}

  static Latencies measure(Path folder) throws IOException {
    var file = Files.createTempFile(folder, "fsync", ".bin");
    var took = new Latencies();
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < TIMES; i++) {
        var page = ByteBuffer.allocate(BYTES);
        while (page.hasRemaining()) {
          channel.write(page);
        }
        var start = System.nanoTime();
        channel.force(false);
        took.add(System.nanoTime() - start);
      }
    } finally {
      Files.delete(file);
    }
    return took;
  }
}
