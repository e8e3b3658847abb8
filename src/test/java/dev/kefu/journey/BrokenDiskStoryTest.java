package dev.kefu.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The disk says that it did not keep what was written: the process ends and does not ask again.
@Tag("sqlite")
class BrokenDiskStoryTest {

  @TempDir Path data;

  @Test
  void F_08_aFailedFsyncEndsTheProcessAndNothingAcknowledgedIsLost() throws Exception {
    var content = Files.createDirectory(data.resolve("no-content"));
    String token;
    String conversation;
    var mid = UUID.randomUUID().toString();
    try (var first = ServerProcess.start(data, content)) {
      var shopper = new Cast(first.http()).stranger();
      token = shopper.token();
      conversation = Cast.open(shopper, "pre_sale", null);
      assertThat(shopper.socket().say(conversation, "在吗").path("type").asString()).isEqualTo("ok");

      try (var _ = FailingDisk.under(first.pid(), FailingDisk.SYNC, "error=EIO", data)) {
        shopper.socket().send(StoreFaultsStoryTest.message(conversation, mid, "写到一半"));

        assertThat(first.exitCode()).isEqualTo(70);
      }
      assertThat(shopper.socket().rest()).noneMatch(f -> f.path("type").asString().equals("ok"));
    }

    try (var second = ServerProcess.start(data, content)) {
      var back = Socket.shopper(second.http(), token, Map.of());
      back.awaitText("在吗");
      assertThat(
              back.ask(StoreFaultsStoryTest.message(conversation, mid, "写到一半"))
                  .path("seq")
                  .asLong())
          .isEqualTo(2);
      assertThat(back.rest()).noneMatch(f -> f.path("type").asString().equals("BROKEN"));
    }
  }
}
