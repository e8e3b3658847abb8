package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk says that it did not keep what was written: the process ends and does not ask again.
@Tag("sqlite")
class BrokenDiskStoryTest {

  private static final String STRACE = "/usr/bin/strace";
  private static final int ATTACHED_WITHIN_S = 20;

  @TempDir Path data;

  @Test
  void F_08_aFailedFsyncEndsTheProcessAndNothingAcknowledgedIsLost() throws Exception {
    assumeTrue(Files.isExecutable(Path.of(STRACE)), "needs strace to fail the disk");
    var content = Files.createDirectory(data.resolve("no-content"));
    String token;
    String conversation;
    var mid = UUID.randomUUID().toString();
    var body = Map.of("kind", "text", "text", "写到一半");
    try (var first = ServerProcess.start(data, content)) {
      var shopper = new Cast(first.http()).stranger();
      token = shopper.token();
      conversation = Cast.open(shopper, "pre_sale", null);
      assertThat(shopper.socket().say(conversation, "在吗").path("type").asString()).isEqualTo("ok");

      failEveryFsyncOf(first.pid());
      shopper
          .socket()
          .send(
              Map.of(
                  "type",
                  "send",
                  "id",
                  "x-1",
                  "conversation",
                  conversation,
                  "mid",
                  mid,
                  "body",
                  body));

      assertThat(first.exitCode()).isEqualTo(70);
      assertThat(shopper.socket().rest()).noneMatch(f -> f.path("type").asString().equals("ok"));
    }

    try (var second = ServerProcess.start(data, content)) {
      var back = Socket.shopper(second.http(), token, Map.of());
      back.awaitText("在吗");
      assertThat(back.say(conversation, mid, body).path("seq").asLong()).isEqualTo(2);
      assertThat(back.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
    }
  }

  /// Returns once the disk fails; the tracer ends with the process it holds.
  private void failEveryFsyncOf(long pid) throws Exception {
    var said = data.resolve("strace.txt").toFile();
    var tracer =
        new ProcessBuilder(
                STRACE,
                "-f",
                "-p",
                String.valueOf(pid),
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO",
                "-o",
                "/dev/null")
            .redirectErrorStream(true)
            .redirectOutput(said)
            .start();
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(ATTACHED_WITHIN_S);
    while (!Files.readString(said.toPath()).contains("attached")) {
      assumeTrue(tracer.isAlive(), "this machine does not let a process be traced");
      assertThat(System.nanoTime()).as("strace attaches in time").isLessThan(until);
      tracer.waitFor(50, TimeUnit.MILLISECONDS);
    }
  }
}
