package dev.kefu.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// The disk under the servers, as it is or slowed: what waits for it depends on nothing as much,
/// and virtual disks differ by a factor of thirty.
///
/// @param delayMs what every `fsync` and `fdatasync` takes longer; 0 for nothing
record Disk(int delayMs) {

  private static final int TIMES = 300;
  private static final int BYTES = 4_096;
  private static final int MICROS_A_MS = 1_000;

  static Disk of(Options options) {
    return new Disk(options.number("disk-ms", 0));
  }

  /// The same command, on this disk. Needs `strace` where it is slowed; all else runs at full
  /// speed.
  List<String> under(List<String> command) {
    if (delayMs == 0) {
      return command;
    }
    var whole = new ArrayList<>(List.of("strace", "-D", "-f", "-qq", "--seccomp-bpf"));
    whole.addAll(List.of("-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e"));
    whole.add("inject=fsync,fdatasync:delay_exit=" + delayMs * MICROS_A_MS);
    whole.addAll(command);
    return whole;
  }

  /// How long it takes to make 4 KiB durable.
  ///
  /// @param folder on the disk
  Latencies measure(Path folder) throws IOException {
    var took = new Latencies();
    var process =
        new ProcessBuilder(
                under(
                    Commands.java(
                        "-Xmx64m", "src/test/java/dev/kefu/bench/Disk.java", folder.toString())))
            .redirectErrorStream(true)
            .start();
    try (var lines = process.inputReader()) {
      lines.lines().mapToLong(Long::parseLong).forEach(took::add);
    }
    return took;
  }

  /// Prints the nanoseconds of each time, a line each.
  public static void main(String[] args) throws IOException {
    var file = Files.createTempFile(Path.of(args[0]), "fsync", ".bin");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < TIMES; i++) {
        var page = ByteBuffer.allocate(BYTES);
        while (page.hasRemaining()) {
          channel.write(page);
        }
        var start = System.nanoTime();
        channel.force(false);
        System.out.println(System.nanoTime() - start);
      }
    } finally {
      Files.delete(file);
    }
  }
}
