package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A disk that fails a running program, for as long as this is open: the system refuses what the
/// program asks of it, or kills it as it asks.
final class FailingDisk implements AutoCloseable {

  static final String WRITE = "pwrite64";
  static final String SYNC = "fsync,fdatasync";

  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final int ATTACHED_WITHIN_S = 20;

  private final Process tracer;

  private FailingDisk(Process tracer) {
    this.tracer = tracer;
  }

  /// Returns once the disk fails.
  ///
  /// @param calls [#WRITE] or [#SYNC]
  /// @param fault such as `error=EIO` or `signal=KILL`
  /// @param folder for what the tracer says
  /// @param files that are on the disk; all there are when none is named
  static FailingDisk under(long pid, String calls, String fault, Path folder, Path... files)
      throws Exception {
    assumeTrue(Files.isExecutable(STRACE), "needs strace to fail the disk");
    var command =
        new ArrayList<>(
            List.of(
                STRACE.toString(),
                "-f",
                "-p",
                String.valueOf(pid),
                "-e",
                "trace=" + calls,
                "-e",
                "inject=" + calls + ":" + fault,
                "-o",
                "/dev/null"));
    for (var file : files) {
      command.add("-P");
      command.add(file.toString());
    }
    var said = folder.resolve("strace.txt");
    var tracer =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(ATTACHED_WITHIN_S);
    while (!Files.readString(said).contains("attached")) {
      assumeTrue(tracer.isAlive(), "this machine does not let a process be traced");
      assertThat(System.nanoTime()).as("strace attaches in time").isLessThan(until);
      tracer.waitFor(50, TimeUnit.MILLISECONDS);
    }
    return new FailingDisk(tracer);
  }

  /// The disk is well again; a program that lives goes on.
  @Override
  public void close() {
    tracer.destroy();
    tracer.onExit().join();
  }
}
